package voipbin.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that prove by themselves that they are ours and how old they are; only the counts of those that a right
 * password came with are remembered, so nobody can fill the memory by asking. Safe for all threads.
 */
final class Nonces {

    private final Duration life;
    private final InstantSource clock;
    private final SecretKeySpec key;
    private final AtomicLong serial = new AtomicLong();
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final AtomicLong nextSweep = new AtomicLong();

    Nonces(Duration life, InstantSource clock, byte[] key) {
        this.life = life;
        this.clock = clock;
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    String next(String realm) {
        String stem = Long.toHexString(clock.millis()) + "." + Long.toHexString(serial.incrementAndGet());
        return stem + "." + seal(stem, realm);
    }

    /** Whether we made it for this realm and it still lives. */
    boolean isFresh(String nonce, String realm) {
        int end = nonce.lastIndexOf('.');
        int dot = nonce.indexOf('.');
        if (end <= dot || !same(seal(nonce.substring(0, end), realm), nonce.substring(end + 1))) {
            return false;
        }
        Instant made = Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(nonce, 0, dot));
        return clock.instant().isBefore(made.plus(life));
    }

    /** Takes a count once; false if it, or a higher one, has come before with this nonce (RFC 7616, 5.12). */
    boolean take(String nonce, long count) {
        sweep();
        boolean[] taken = new boolean[1];
        counts.compute(nonce, (_, last) -> {
            taken[0] = last == null ? count > 0 : count > last;
            return taken[0] ? Long.valueOf(count) : last;
        });
        return taken[0];
    }

    private void sweep() {
        long now = clock.millis();
        long due = nextSweep.get();
        if (now >= due && nextSweep.compareAndSet(due, now + life.toMillis() / 2 + 1)) {
            long oldest = now - life.toMillis();
            counts.keySet().removeIf(nonce -> HexFormat.fromHexDigitsToLong(nonce, 0, nonce.indexOf('.')) < oldest);
        }
    }

    int remembered() {
        return counts.size();
    }

    private String seal(String stem, String realm) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] sum = mac.doFinal((stem + ' ' + realm).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 16);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /** In a time that does not tell how much is right. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
