package voipbin.media.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes one STUN message (RFC 8489 §5, §14). */
final class StunWriter {

    static final int DIGEST = 20;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;

    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000A;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int FINGERPRINT_XOR = 0x5354_554E;

    private final ByteBuffer out = ByteBuffer.allocate(512);

    StunWriter(int type, byte[] transaction) {
        out.putShort((short) type)
                .putShort((short) 0)
                .putInt(StunMessage.COOKIE)
                .put(transaction);
    }

    /** An attribute with whatever value. */
    StunWriter attribute(int type, byte[] value) {
        out.putShort((short) type).putShort((short) value.length).put(value);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
        return this;
    }

    /** Where a request was seen to come from (§14.2). */
    StunWriter mappedAddress(InetSocketAddress source) {
        byte[] address = source.getAddress().getAddress();
        for (int i = 0; i < address.length; i++) {
            address[i] ^= out.get(4 + i);
        }
        ByteBuffer value = ByteBuffer.allocate(4 + address.length);
        value.putShort((short) (address.length == 4 ? 1 : 2));
        value.putShort((short) (source.getPort() ^ StunMessage.COOKIE >>> 16));
        return attribute(XOR_MAPPED_ADDRESS, value.put(address).array());
    }

    /** Why a request is refused (§14.8). */
    StunWriter error(int code, String reason) {
        byte[] phrase = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuffer value = ByteBuffer.allocate(4 + phrase.length);
        value.putShort((short) 0).put((byte) (code / 100)).put((byte) (code % 100));
        return attribute(ERROR_CODE, value.put(phrase).array());
    }

    /** What we did not understand (§14.9); sixteen are enough to tell. */
    StunWriter unknown(List<Integer> types) {
        ByteBuffer value = ByteBuffer.allocate(2 * Math.min(types.size(), 16));
        types.stream().limit(16).forEach(type -> value.putShort(type.shortValue()));
        return attribute(UNKNOWN_ATTRIBUTES, value.array());
    }

    /** The whole message, proven by the password if there is one, and with its FINGERPRINT. */
    byte[] finish(Optional<String> password) {
        password.ifPresent(secret -> {
            int at = out.position();
            length(at + 4 + DIGEST);
            attribute(StunMessage.INTEGRITY, digest(secret, out.array(), at));
        });
        int at = out.position();
        length(at + 8);
        int fingerprint = fingerprint(out.array(), at);
        attribute(
                StunMessage.FINGERPRINT,
                ByteBuffer.allocate(4).putInt(fingerprint).array());
        return Arrays.copyOf(out.array(), out.position());
    }

    private void length(int end) {
        out.putShort(2, (short) (end - StunMessage.HEADER));
    }

    static int fingerprint(byte[] message, int length) {
        CRC32 crc = new CRC32();
        crc.update(message, 0, length);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    static byte[] digest(String password, byte[] message, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            mac.update(message, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has HMAC-SHA1", absent);
        }
    }
}
