package voipbin.e2e.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PCM sound: 16 bit, one channel.
 *
 * @param rate samples per second
 */
record Wav(int rate, short[] samples) {
    private static final int PCM = 1;

    /**
     * Reads a RIFF file of 16-bit PCM, the first channel if there are two; fails the test if it is something else or
     * has no header yet.
     */
    static Wav read(Path file) {
        try {
            return parse(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the header tells of as much sound as the file holds: programs write it when they end the recording. */
    static boolean isFinished(Path file) {
        try {
            var size = Files.size(file);
            if (size <= 44) {
                return false;
            }
            var head = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            return Math.abs(size - 8 - Integer.toUnsignedLong(head.getInt(4))) <= 44;
        } catch (IOException e) {
            return false;
        }
    }

    void write(Path file) {
        var bytes = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF"))
                .putInt(36 + 2 * samples.length)
                .put(ascii("WAVEfmt "))
                .putInt(16);
        bytes.putShort((short) PCM).putShort((short) 1).putInt(rate).putInt(2 * rate);
        bytes.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples.length);
        bytes.asShortBuffer().put(samples);
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Wav parse(ByteBuffer bytes, String name) {
        var rate = 0;
        var channels = 1;
        bytes.position(12);
        while (bytes.remaining() >= 8) {
            var chunk = bytes.getInt();
            var size = (int) Math.min(Integer.toUnsignedLong(bytes.getInt()), bytes.remaining());
            var body = bytes.slice(bytes.position(), size).order(ByteOrder.LITTLE_ENDIAN);
            if (chunk == tag("fmt ")) {
                channels = channels(body, name);
                rate = body.getInt(4);
            } else if (chunk == tag("data")) {
                var samples = new short[size / 2 / channels];
                for (var i = 0; i < samples.length; i++) {
                    samples[i] = body.getShort(2 * channels * i);
                }
                return new Wav(rate, samples);
            }
            bytes.position(Math.min(bytes.limit(), bytes.position() + size + (size & 1)));
        }
        throw new AssertionError(name + " holds no sound");
    }

    private static int channels(ByteBuffer format, String name) {
        var channels = format.getShort(2);
        if (format.getShort(0) != PCM || channels < 1 || channels > 2 || format.getShort(14) != 16) {
            throw new AssertionError(name + " is not 16-bit PCM with one channel or two");
        }
        return channels;
    }

    private static int tag(String four) {
        return ByteBuffer.wrap(ascii(four)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
