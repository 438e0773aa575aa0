package voipbin.speech.program;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads RIFF WAVE sound: one channel of signed 16-bit PCM. A program that writes to a pipe cannot know the length when
 * it writes the header, so a length of about 2 GiB or 0 means "to the end".
 */
final class WaveReader implements AutoCloseable {

    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final long UNKNOWN = 0x7ff0_0000L;

    private final InputStream in;
    private final int rate;
    private final long declared;
    private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    private long received;

    /** @throws IOException when the header is cut short or tells of another kind of sound */
    WaveReader(InputStream in) throws IOException {
        this.in = in;
        ByteBuffer riff = exactly(12);
        require(riff.getInt(0) == RIFF && riff.getInt(8) == WAVE, "no RIFF WAVE header");
        int samplesPerSecond = 0;
        ByteBuffer chunk = exactly(8);
        while (chunk.getInt(0) != DATA) {
            int length = chunk.getInt(4);
            require(length >= 0 && length <= 4096, "a header chunk of " + length + " bytes");
            ByteBuffer body = exactly(length + (length & 1));
            if (chunk.getInt(0) == FORMAT) {
                require(length >= 16, "a short format chunk");
                require(body.getShort(0) == 1 && body.getShort(2) == 1 && body.getShort(14) == 16, "not 16-bit mono");
                samplesPerSecond = body.getInt(4);
            }
            chunk = exactly(8);
        }
        require(samplesPerSecond >= 4000 && samplesPerSecond <= 96_000, "a rate of " + samplesPerSecond);
        this.rate = samplesPerSecond;
        long length = Integer.toUnsignedLong(chunk.getInt(4));
        this.declared = length >= UNKNOWN || length == 0 ? Long.MAX_VALUE : length;
    }

    int rate() {
        return rate;
    }

    /** Fills what it can; -1 at the end. */
    int read(short[] samples) throws IOException {
        int wanted = Math.min(samples.length, bytes.capacity() / 2) * 2;
        int got = in.readNBytes(bytes.array(), 0, (int) Math.min(wanted, declared - received));
        received += got;
        boolean ended = got < wanted;
        if (ended && declared != Long.MAX_VALUE && received < declared) {
            throw new EOFException("the wave sound is cut short");
        }
        bytes.asShortBuffer().get(0, samples, 0, got / 2);
        return got < 2 ? -1 : got / 2;
    }

    private ByteBuffer exactly(int count) throws IOException {
        byte[] header = in.readNBytes(count);
        if (header.length < count) {
            throw new EOFException("the wave header is cut short");
        }
        return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException("wave sound that cannot be read: " + otherwise);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException gone) {
            // nothing is read from it any more
        }
    }
}
