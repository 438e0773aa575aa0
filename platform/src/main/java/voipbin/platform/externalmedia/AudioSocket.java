package voipbin.platform.externalmedia;

import java.nio.ByteBuffer;
import java.util.UUID;

/** {@code audiosocket}: a byte that says what it is, two for the length, the higher first, and that much of it. */
final class AudioSocket implements Framing {

    static final int HEADER = 3;
    static final int HANGUP = 0x00;
    static final int ID = 0x01;
    static final int AUDIO = 0x10;
    static final int ERROR = 0xFF;

    @Override
    public byte[] write(short[] pcm) {
        byte[] frame = new byte[HEADER + 2 * pcm.length];
        frame[0] = AUDIO;
        frame[1] = (byte) (2 * pcm.length >> 8);
        frame[2] = (byte) (2 * pcm.length);
        LinearPcm.put(pcm, frame, HEADER);
        return frame;
    }

    @Override
    public Brought read(byte[] frame) {
        if (frame.length < HEADER) {
            return Brought.NOTHING;
        }
        int length = (frame[1] & 0xFF) << 8 | frame[2] & 0xFF;
        return switch (frame[0] & 0xFF) {
            case HANGUP, ERROR -> new Brought.End();
            case AUDIO -> LinearPcm.sound(frame, HEADER, Math.min(frame.length, HEADER + length));
            default -> Brought.NOTHING;
        };
    }

    /** What a client says first. */
    static byte[] id(UUID id) {
        return ByteBuffer.allocate(HEADER + 16)
                .put((byte) ID)
                .putShort((short) 16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static byte[] hangup() {
        return new byte[HEADER];
    }
}
