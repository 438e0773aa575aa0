package voipbin.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hash of GCM (NIST SP 800-38D §6.4), a polynomial over GF(2^128), in a time that depends on lengths only: products
 * without carries are made of integer ones whose bits lie so far apart that no carry reaches the next (after T. Pornin,
 * BearSSL). Allocates nothing; not safe for several threads.
 */
final class Ghash {

    static final int BLOCK = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH_FOURTH = 0x1111_1111_1111_1111L;

    private final long lowKey;
    private final long highKey;
    private final long lowKeyReversed;
    private final long highKeyReversed;
    private final byte[] padded = new byte[BLOCK];
    private long low;
    private long high;

    /** @param key one block */
    Ghash(byte[] key) {
        highKey = (long) LONGS.get(key, 0);
        lowKey = (long) LONGS.get(key, 8);
        highKeyReversed = Long.reverse(highKey);
        lowKeyReversed = Long.reverse(lowKey);
    }

    /** Begins anew. */
    void reset() {
        low = 0;
        high = 0;
    }

    /** Takes bytes, and zeros up to a whole block. */
    void update(byte[] data, int from, int length) {
        int at = from;
        for (; at + BLOCK <= from + length; at += BLOCK) {
            block((long) LONGS.get(data, at), (long) LONGS.get(data, at + 8));
        }
        int rest = from + length - at;
        if (rest > 0) {
            LONGS.set(padded, 0, 0L);
            LONGS.set(padded, 8, 0L);
            System.arraycopy(data, at, padded, 0, rest);
            block((long) LONGS.get(padded, 0), (long) LONGS.get(padded, 8));
        }
    }

    /** Takes the two lengths in bytes that end a message, and writes the hash. */
    void finish(int plain, int sealed, byte[] hash) {
        block(8L * plain, 8L * sealed);
        LONGS.set(hash, 0, high);
        LONGS.set(hash, 8, low);
    }

    private void block(long first, long second) {
        long y1 = high ^ first;
        long y0 = low ^ second;
        long y1Reversed = Long.reverse(y1);
        long y0Reversed = Long.reverse(y0);
        long z0 = product(y0, lowKey);
        long z1 = product(y1, highKey);
        long z2 = product(y0 ^ y1, lowKey ^ highKey) ^ z0 ^ z1;
        long h0 = product(y0Reversed, lowKeyReversed);
        long h1 = product(y1Reversed, highKeyReversed);
        long h2 = product(y0Reversed ^ y1Reversed, lowKeyReversed ^ highKeyReversed) ^ h0 ^ h1;
        long v0 = z0;
        long v1 = Long.reverse(h0) >>> 1 ^ z2;
        long v2 = z1 ^ Long.reverse(h2) >>> 1;
        long v3 = Long.reverse(h1) >>> 1;
        reduce(v0 << 1, v1 << 1 | v0 >>> 63, v2 << 1 | v1 >>> 63, v3 << 1 | v2 >>> 63);
    }

    /** Modulo x^128 + x^7 + x^2 + x + 1, with the bits in GCM's order. */
    private void reduce(long v0, long v1, long v2, long v3) {
        long w1 = v1 ^ v0 << 63 ^ v0 << 62 ^ v0 << 57;
        long w2 = v2 ^ v0 ^ v0 >>> 1 ^ v0 >>> 2 ^ v0 >>> 7;
        low = w2 ^ w1 << 63 ^ w1 << 62 ^ w1 << 57;
        high = v3 ^ w1 ^ w1 >>> 1 ^ w1 >>> 2 ^ w1 >>> 7;
    }

    /** The lower 64 bits of the product without carries. */
    private static long product(long x, long y) {
        long x0 = x & EACH_FOURTH;
        long x1 = x & EACH_FOURTH << 1;
        long x2 = x & EACH_FOURTH << 2;
        long x3 = x & EACH_FOURTH << 3;
        long y0 = y & EACH_FOURTH;
        long y1 = y & EACH_FOURTH << 1;
        long y2 = y & EACH_FOURTH << 2;
        long y3 = y & EACH_FOURTH << 3;
        long z0 = x0 * y0 ^ x1 * y3 ^ x2 * y2 ^ x3 * y1;
        long z1 = x0 * y1 ^ x1 * y0 ^ x2 * y3 ^ x3 * y2;
        long z2 = x0 * y2 ^ x1 * y1 ^ x2 * y0 ^ x3 * y3;
        long z3 = x0 * y3 ^ x1 * y2 ^ x2 * y1 ^ x3 * y0;
        return z0 & EACH_FOURTH | z1 & EACH_FOURTH << 1 | z2 & EACH_FOURTH << 2 | z3 & EACH_FOURTH << 3;
    }
}
