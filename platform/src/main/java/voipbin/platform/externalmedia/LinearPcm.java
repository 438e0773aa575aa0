package voipbin.platform.externalmedia;

/** {@code sln}: nothing but the samples, each 16 bit, the lower byte first. */
final class LinearPcm implements Framing {

    @Override
    public byte[] write(short[] pcm) {
        byte[] message = new byte[2 * pcm.length];
        put(pcm, message, 0);
        return message;
    }

    @Override
    public Brought read(byte[] message) {
        return sound(message, 0, message.length);
    }

    static void put(short[] pcm, byte[] message, int offset) {
        for (int i = 0; i < pcm.length; i++) {
            message[offset + 2 * i] = (byte) pcm[i];
            message[offset + 2 * i + 1] = (byte) (pcm[i] >> 8);
        }
    }

    /** A byte that is left over is none. */
    static Brought sound(byte[] message, int from, int to) {
        short[] pcm = new short[(to - from) / 2];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (message[from + 2 * i] & 0xFF | message[from + 2 * i + 1] << 8);
        }
        return pcm.length == 0 ? Brought.NOTHING : new Brought.Sound(pcm);
    }
}
