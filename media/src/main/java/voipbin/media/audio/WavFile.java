package voipbin.media.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A WAV file (PCM 16 bit, 8000 Hz, mono) that grows. The header is written after the samples that it counts, so at
 * every moment the file is one that plays.
 */
final class WavFile implements Closeable {

    private static final int HEADER = 44;
    private static final int RATE = 8000;

    private final FileChannel file;
    private final ByteBuffer header = ByteBuffer.allocateDirect(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private long data;

    private WavFile(FileChannel file) {
        this.file = file;
    }

    /** Creates the file, or empties it. */
    static WavFile create(Path path) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        WavFile wav = new WavFile(file);
        wav.writeHeader();
        return wav;
    }

    /** Appends little-endian samples, {@code bytes[position..limit)}. */
    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            data += file.write(bytes, HEADER + data);
        }
        writeHeader();
    }

    private void writeHeader() throws IOException {
        int size = (int) Math.min(data, 0xFFFF_FFFFL - HEADER);
        header.clear();
        header.put(new byte[] {'R', 'I', 'F', 'F'}).putInt(size + HEADER - 8);
        header.put(new byte[] {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '}).putInt(16);
        header.putShort((short) 1).putShort((short) 1);
        header.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
        header.put(new byte[] {'d', 'a', 't', 'a'}).putInt(size).flip();
        for (int at = 0; header.hasRemaining(); ) {
            at += file.write(header, at);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
