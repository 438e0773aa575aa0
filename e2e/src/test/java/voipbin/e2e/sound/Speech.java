package voipbin.e2e.sound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Program;

/** Makes sound files for phones to say: WAV, 8 kHz, 16 bit, mono. */
public final class Speech {
    private static final int RATE = 8_000;

    private Speech() {}

    /**
     * The text by flite's voice rms, followed by a minute of silence, since phones stop or repeat at the file's end.
     */
    public static Path spoken(String text, Path folder) {
        return spoken(text, "rms", folder);
    }

    /** The same by another of flite's voices. */
    public static Path spoken(String text, String voice, Path folder) {
        Program.demand("flite", "flite");
        var wide = folder.resolve("spoken-16k.wav");
        var narrow = folder.resolve("spoken.wav");
        Program.run(List.of("flite", "-voice", voice, "-t", text, "-o", wide.toString()), folder);
        return changed(wide, narrow, "pad", "0", "60");
    }

    /** Another file with sox's effects. */
    static Path changed(Path from, Path to, String... effects) {
        Program.demand("sox", "sox");
        var command =
                new ArrayList<>(List.of("sox", from.toString(), "-r", "8000", "-c", "1", "-b", "16", to.toString()));
        command.addAll(List.of(effects));
        try (var home = Home.of("sox")) {
            Program.run(command, home.path());
        }
        return to;
    }

    /** A sine at half of the full level. */
    public static Path tone(double frequency, Duration length, Path file) {
        var samples = new short[(int) (length.toMillis() * RATE / 1000)];
        for (var i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(16_000 * Math.sin(2 * Math.PI * frequency * i / RATE));
        }
        new Wav(RATE, samples).write(file);
        return file;
    }

    /** The same sound as RTP's PCMU payload, without a header; gives its path. */
    public static String muLaw(Path wav, Path folder) {
        Program.demand("sox", "sox");
        var raw = folder.resolve("sound.ul");
        Program.run(List.of("sox", wav.toString(), "-t", "ul", "-r", "8000", "-c", "1", raw.toString()), folder);
        return raw.toString();
    }

    public static Path silence(Duration length, Path file) {
        var samples = new short[(int) (length.toMillis() * RATE / 1000)];
        Arrays.fill(samples, (short) 0);
        new Wav(RATE, samples).write(file);
        return file;
    }
}
