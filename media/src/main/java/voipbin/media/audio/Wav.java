package voipbin.media.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import voipbin.media.codec.G711;

/**
 * The sound of a WAV file: PCM of 16 bit, µ-law or A-law, in the file's own rate, mixed down to mono.
 *
 * @param rate in Hz
 * @param samples 16 bit, mono; belongs to who asked for it
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes of sound, handed on and never compared
public record Wav(int rate, short[] samples) {

    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;

    /** The fmt chunk. */
    private record Format(int tag, int channels, int rate, int bits) {}

    /** @throws IOException when it cannot be read or is no such WAV file; the message says which */
    public static Wav open(Path file) throws IOException {
        try (InputStream wav = Files.newInputStream(file)) {
            return read(wav);
        }
    }

    /** Reads {@code wav} to its end; the caller closes it. A data chunk of unknown size goes on to the end. */
    public static Wav read(InputStream wav) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(wav.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < 12 || !id(bytes, 0).equals("RIFF") || !id(bytes, 8).equals("WAVE")) {
            throw new IOException("not a WAV file");
        }
        Format format = null;
        int at = 12;
        while (at + 8 <= bytes.limit()) {
            int body = at + 8;
            long size = bytes.getInt(at + 4) & 0xFFFFFFFFL;
            String id = id(bytes, at);
            if (id.equals("fmt ")) {
                format = format(bytes, body, size);
            } else if (id.equals("data") && format != null) {
                int rest = bytes.limit() - body;
                // Programs that write to a pipe leave 0 or the largest number here.
                return sound(format, bytes.slice(body, size == 0 || size > rest ? rest : (int) size));
            }
            at = (int) Math.min(body + size + (size & 1), bytes.limit());
        }
        throw new IOException("a WAV file without format or data");
    }

    private static String id(ByteBuffer bytes, int at) {
        StringBuilder id = new StringBuilder(4);
        for (int i = 0; i < 4; i++) {
            id.append((char) (bytes.get(at + i) & 0xFF));
        }
        return id.toString();
    }

    private static Format format(ByteBuffer bytes, int at, long size) throws IOException {
        if (size < 16 || at + size > bytes.limit()) {
            throw new IOException("a WAV file with a broken format");
        }
        int tag = bytes.getShort(at) & 0xFFFF;
        if (tag == EXTENSIBLE && size >= 26) {
            tag = bytes.getShort(at + 24) & 0xFFFF;
        }
        Format format = new Format(tag, bytes.getShort(at + 2), bytes.getInt(at + 4), bytes.getShort(at + 14));
        boolean known = tag == PCM ? format.bits() == 16 : (tag == A_LAW || tag == MU_LAW) && format.bits() == 8;
        boolean sane = format.channels() >= 1 && format.rate() >= 1000 && format.rate() <= 384_000;
        if (!known || !sane) {
            throw new IOException("a WAV file of a kind that is not played: " + format);
        }
        return format;
    }

    private static Wav sound(Format format, ByteBuffer data) {
        data.order(ByteOrder.LITTLE_ENDIAN);
        int channels = format.channels();
        short[] samples = new short[data.limit() / (format.bits() / 8 * channels)];
        for (int i = 0; i < samples.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += sample(format, data, i * channels + channel);
            }
            samples[i] = (short) (sum / channels);
        }
        return new Wav(format.rate(), samples);
    }

    private static int sample(Format format, ByteBuffer data, int index) {
        return switch (format.tag()) {
            case A_LAW -> G711.PCMA.decode(data.get(index));
            case MU_LAW -> G711.PCMU.decode(data.get(index));
            default -> data.getShort(2 * index);
        };
    }
}
