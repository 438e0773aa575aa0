package voipbin.media.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A WAV file (PCM 16 bit, 8000 Hz) that grows. The header is written after the samples that it counts, so at every
 * moment the file is one that plays. One thread at a time.
 */
public final class WavFile implements Closeable {

    private static final int HEADER = 44;
    private static final int RATE = 8000;

    /** What the two size fields can count, in bytes; longer files go on with the header as it then is. */
    private static final long MOST = 0xFFFF_FFFFL - HEADER;

    private final FileChannel file;
    private final int channels;
    private final ByteBuffer header = ByteBuffer.allocateDirect(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private long data;

    private WavFile(FileChannel file, int channels) {
        this.file = file;
        this.channels = channels;
    }

    /** Creates a mono file, or empties it. */
    static WavFile create(Path path) throws IOException {
        return create(path, 1);
    }

    /**
     * Creates the file, or empties it.
     *
     * @param channels 1 or 2, whose samples alternate
     */
    public static WavFile create(Path path, int channels) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        WavFile wav = new WavFile(file, channels);
        wav.writeHeader();
        return wav;
    }

    /**
     * Makes the header of a file that a crash cut off agree with its length; a torn last sample goes.
     *
     * @return samples of each channel
     * @throws IOException when the file cannot be changed, or {@link #create} did not begin it
     */
    public static long repair(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer old = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            while (old.hasRemaining() && file.read(old, old.position()) > 0) {
                continue;
            }
            int channels = old.hasRemaining() ? 0 : old.getShort(22);
            if (channels < 1 || channels > 2 || old.getInt(0) != 0x46464952) {
                throw new IOException(path + " is no recording");
            }
            WavFile wav = new WavFile(file, channels);
            long whole = (file.size() - HEADER) / (2L * channels);
            wav.data = whole * 2 * channels;
            file.truncate(HEADER + wav.data);
            wav.writeHeader();
            return whole;
        }
    }

    /** Appends little-endian samples, {@code bytes[position..limit)}. */
    public void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            data += file.write(bytes, HEADER + data);
        }
        writeHeader();
    }

    private void writeHeader() throws IOException {
        int size = (int) Math.min(data, MOST);
        header.clear();
        header.put(new byte[] {'R', 'I', 'F', 'F'}).putInt(size + HEADER - 8);
        header.put(new byte[] {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '}).putInt(16);
        header.putShort((short) 1).putShort((short) channels);
        header.putInt(RATE).putInt(2 * channels * RATE).putShort((short) (2 * channels));
        header.putShort((short) 16);
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
