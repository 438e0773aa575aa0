package voipbin.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A shell script in the place of a program; notes each of its runs. */
public final class FakeProgram {

    private final Path folder;
    private final Path runs;

    /** @param body what it does, in shell; {@code $sound} names a wave file of 0.1 s at 16 kHz */
    public FakeProgram(Path folder, String name, String body) throws IOException {
        this.folder = folder;
        this.runs = folder.resolve(name + ".runs");
        Files.write(folder.resolve("sound.wav"), wave(16_000, 3200, tone(1600)));
        String script =
                "#!/bin/sh\nsound='" + folder.resolve("sound.wav") + "'\necho \"$*\" >> '" + runs + "'\n" + body + "\n";
        Files.writeString(folder.resolve(name), script);
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The arguments of each run. */
    public List<String> runs() throws IOException {
        return Files.exists(runs) ? Files.readAllLines(runs) : List.of();
    }

    public Path folder() {
        return folder;
    }

    /** A tone of 1/16 of the rate. */
    public static short[] tone(int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) Math.round(8000 * Math.sin(Math.PI * i / 8));
        }
        return pcm;
    }

    /** A wave file with this length of data in its header, whatever follows. */
    public static byte[] wave(int rate, int declared, short[] pcm) {
        ByteBuffer wave = ByteBuffer.allocate(44 + pcm.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + declared);
        wave.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wave.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
        wave.putShort((short) 2).putShort((short) 16);
        wave.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(declared);
        wave.asShortBuffer().put(pcm);
        return wave.array();
    }
}
