package voipbin.media.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A STUN message that arrived (RFC 8489 §5). */
final class StunMessage {

    static final int HEADER = 20;
    static final int COOKIE = 0x2112_A442;
    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_INDICATION = 0x0011;
    static final int USERNAME = 0x0006;
    static final int INTEGRITY = 0x0008;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;

    private final byte[] bytes;
    private final Map<Integer, byte[]> attributes = new LinkedHashMap<>();
    private int integrityAt = -1;
    private int fingerprintAt = -1;

    private StunMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a datagram {@code [0..limit)}; empty when it is no whole STUN message. */
    static Optional<StunMessage> parse(ByteBuffer datagram) {
        int length = datagram.limit();
        boolean framed = length >= HEADER
                && (datagram.get(0) & 0xC0) == 0
                && datagram.getInt(4) == COOKIE
                && (datagram.getShort(2) & 0xFFFF) == length - HEADER
                && length % 4 == 0;
        if (!framed) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        datagram.get(0, bytes);
        StunMessage message = new StunMessage(bytes);
        return message.readAttributes() ? Optional.of(message) : Optional.empty();
    }

    /** What follows MESSAGE-INTEGRITY is not covered by it and therefore not heard, but for FINGERPRINT (§14.5). */
    private boolean readAttributes() {
        ByteBuffer read = ByteBuffer.wrap(bytes);
        int at = HEADER;
        while (at < bytes.length) {
            int type = read.getShort(at) & 0xFFFF;
            int length = read.getShort(at + 2) & 0xFFFF;
            int next = at + 4 + (length + 3 & ~3);
            if (next > bytes.length || fingerprintAt >= 0) {
                return false;
            }
            if (type == FINGERPRINT) {
                fingerprintAt = length == 4 ? at : -1;
            } else if (integrityAt < 0) {
                integrityAt = type == INTEGRITY && length == StunWriter.DIGEST ? at : -1;
                byte[] value = new byte[length];
                read.get(at + 4, value);
                attributes.putIfAbsent(type, value);
            }
            at = next;
        }
        return true;
    }

    int type() {
        return ByteBuffer.wrap(bytes).getShort(0) & 0xFFFF;
    }

    /** The twelve bytes that an answer repeats. */
    byte[] transaction() {
        byte[] transaction = new byte[12];
        System.arraycopy(bytes, 8, transaction, 0, transaction.length);
        return transaction;
    }

    boolean has(int type) {
        return attributes.containsKey(type);
    }

    Optional<String> username() {
        return Optional.ofNullable(attributes.get(USERNAME)).map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /** The priority of the peer's candidate as an unsigned number; 0 when it tells none. */
    long priority() {
        byte[] value = attributes.getOrDefault(PRIORITY, new byte[0]);
        return value.length == 4 ? ByteBuffer.wrap(value).getInt() & 0xFFFF_FFFFL : 0;
    }

    /** Attributes that must be understood and are not (§5). */
    List<Integer> unknown() {
        List<Integer> known = List.of(USERNAME, INTEGRITY, PRIORITY, USE_CANDIDATE);
        List<Integer> unknown = new ArrayList<>(attributes.keySet());
        unknown.removeIf(type -> type >= 0x8000 || known.contains(type));
        return unknown;
    }

    /** Whether a FINGERPRINT is there and right (§14.7): ICE demands one (RFC 8445 §7.1). */
    boolean fingerprinted() {
        return fingerprintAt >= 0
                && fingerprintAt + 8 == bytes.length
                && ByteBuffer.wrap(bytes).getInt(fingerprintAt + 4) == StunWriter.fingerprint(bytes, fingerprintAt);
    }

    /** Whether a MESSAGE-INTEGRITY is there and made with this password (§14.5). */
    boolean provenBy(String password) {
        if (integrityAt < 0) {
            return false;
        }
        byte[] covered = bytes.clone();
        ByteBuffer.wrap(covered).putShort(2, (short) (integrityAt + 4 + StunWriter.DIGEST - HEADER));
        byte[] digest = StunWriter.digest(password, covered, integrityAt);
        return MessageDigest.isEqual(digest, attributes.get(INTEGRITY));
    }
}
