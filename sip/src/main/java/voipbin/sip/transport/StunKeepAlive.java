package voipbin.sip.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * STUN Binding requests on the SIP port: how phones keep a UDP flow alive and learn that their NAT has given them
 * another address (RFC 5626, 3.5.2 and 8; RFC 5389). Nobody is asked to prove anything, and the answer is hardly larger
 * than the question.
 */
public final class StunKeepAlive {

    private static final int HEADER = 20;
    private static final int COOKIE = 0x2112A442;
    private static final short REQUEST = 0x0001;
    private static final short SUCCESS = 0x0101;
    private static final short ERROR = 0x0111;
    private static final short ERROR_CODE = 0x0009;
    private static final short UNKNOWN_ATTRIBUTES = 0x000A;
    private static final short XOR_MAPPED_ADDRESS = 0x0020;

    /** From here on attributes may be ignored (RFC 5389, 15). */
    private static final int OPTIONAL = 0x8000;

    private StunKeepAlive() {}

    /**
     * Whether that is a STUN message and no SIP: those begin with a letter.
     *
     * @param datagram as it came
     */
    public static boolean is(byte[] datagram) {
        return datagram.length >= HEADER
                && datagram[0] >= 0
                && datagram[0] < 0x40
                && ByteBuffer.wrap(datagram).getInt(4) == COOKIE
                && ByteBuffer.wrap(datagram).getShort(2) == datagram.length - HEADER;
    }

    /** What to answer; empty for what is no Binding request, or broken. */
    public static Optional<byte[]> answer(byte[] datagram, InetSocketAddress from) {
        if (!is(datagram) || ByteBuffer.wrap(datagram).getShort() != REQUEST) {
            return Optional.empty();
        }
        ByteBuffer message = ByteBuffer.wrap(datagram);
        List<Short> unknown = new ArrayList<>();
        int at = HEADER;
        while (at + 4 <= datagram.length) {
            int type = message.getShort(at) & 0xFFFF;
            if (type < OPTIONAL) {
                unknown.add((short) type);
            }
            at += 4 + ((message.getShort(at + 2) & 0xFFFF) + 3 & ~3);
        }
        if (at != datagram.length) {
            return Optional.empty();
        }
        return Optional.of(unknown.isEmpty() ? mapped(datagram, from) : refused(datagram, unknown));
    }

    private static ByteBuffer begin(short type, byte[] request, int length) {
        return ByteBuffer.allocate(HEADER + length)
                .putShort(type)
                .putShort((short) length)
                .put(request, 4, HEADER - 4);
    }

    /** 15.2: the address, covered so that no NAT on the way changes it. */
    private static byte[] mapped(byte[] request, InetSocketAddress from) {
        byte[] address = from.getAddress().getAddress();
        ByteBuffer answer = begin(SUCCESS, request, 8 + address.length)
                .putShort(XOR_MAPPED_ADDRESS)
                .putShort((short) (4 + address.length))
                .putShort((short) (address.length == 4 ? 1 : 2))
                .putShort((short) (from.getPort() ^ COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            // the cookie, and for IPv6 the transaction's number behind it
            answer.put((byte) (address[i] ^ request[4 + i]));
        }
        return answer.array();
    }

    /** 15.6 and 15.9: 420, and what was not understood. */
    private static byte[] refused(byte[] request, List<Short> unknown) {
        int padded = unknown.size() * 2 + 3 & ~3;
        ByteBuffer answer = begin(ERROR, request, 8 + 4 + padded)
                .putShort(ERROR_CODE)
                .putShort((short) 4)
                .putInt(4 << 8 | 20)
                .putShort(UNKNOWN_ATTRIBUTES)
                .putShort((short) (unknown.size() * 2));
        unknown.forEach(answer::putShort);
        return answer.array();
    }
}
