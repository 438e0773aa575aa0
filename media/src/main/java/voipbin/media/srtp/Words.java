package voipbin.media.srtp;

/** Numbers in network order in an array. */
final class Words {

    private Words() {}

    static int read(byte[] from, int at) {
        return (from[at] & 0xFF) << 24 | (from[at + 1] & 0xFF) << 16 | (from[at + 2] & 0xFF) << 8 | from[at + 3] & 0xFF;
    }

    static void write(byte[] to, int at, int word) {
        to[at] = (byte) (word >>> 24);
        to[at + 1] = (byte) (word >>> 16);
        to[at + 2] = (byte) (word >>> 8);
        to[at + 3] = (byte) word;
    }

    static void xor(byte[] to, int at, int word) {
        write(to, at, read(to, at) ^ word);
    }
}
