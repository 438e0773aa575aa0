package voipbin.sip.trace;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** The headers around a message: Ethernet, IPv4 (RFC 791), IPv6 (RFC 8200), UDP (RFC 768), TCP (RFC 9293). */
final class Frames {

    private static final int UDP = 17;
    private static final int TCP = 6;
    private static final int UDP_HEAD = 8;
    private static final int TCP_HEAD = 20;
    private static final int IPV4_HEAD = 20;
    private static final int IPV6_HEAD = 40;
    private static final int ETHERNET_HEAD = 14;
    private static final short TYPE_IPV4 = 0x0800;
    private static final short TYPE_IPV6 = (short) 0x86dd;
    private static final byte HOPS = 64;
    private static final int PUSH_AND_ACKNOWLEDGE = 0x18;

    private Frames() {}

    static byte[] udp(TracedMessage message) {
        byte[] octets = message.octets();
        ByteBuffer segment = ByteBuffer.allocate(UDP_HEAD + octets.length);
        segment.putShort((short) message.from().getPort())
                .putShort((short) message.to().getPort());
        segment.putShort((short) (UDP_HEAD + message.length()))
                .putShort((short) 0)
                .put(octets);
        boolean whole = message.length() == octets.length;
        // none at all where the sum cannot be known
        return whole ? withChecksum(message, segment.array(), UDP, 6) : segment.array();
    }

    static byte[] tcp(TracedMessage message, int sequence, int acknowledged) {
        byte[] octets = message.octets();
        ByteBuffer segment = ByteBuffer.allocate(TCP_HEAD + octets.length);
        segment.putShort((short) message.from().getPort())
                .putShort((short) message.to().getPort());
        segment.putInt(sequence).putInt(acknowledged);
        segment.putShort((short) ((TCP_HEAD / 4) << 12 | PUSH_AND_ACKNOWLEDGE));
        segment.putShort((short) 0xffff).putShort((short) 0).putShort((short) 0).put(octets);
        return withChecksum(message, segment.array(), TCP, 16);
    }

    static byte[] ethernet(TracedMessage message, boolean tcp, byte[] segment) {
        InetAddress from = message.from().getAddress();
        InetAddress to = message.to().getAddress();
        boolean old = isVersion4(from, to);
        int protocol = tcp ? TCP : UDP;
        int length = segment.length + message.length() - message.octets().length;
        byte[] head = old ? version4(from, to, protocol, length) : version6(from, to, protocol, length);
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET_HEAD + head.length + segment.length);
        // locally administered addresses that belong to nobody
        frame.put(new byte[] {2, 0, 0, 0, 0, 2}).put(new byte[] {2, 0, 0, 0, 0, 1});
        frame.putShort(old ? TYPE_IPV4 : TYPE_IPV6).put(head).put(segment);
        return frame.array();
    }

    private static byte[] version4(InetAddress from, InetAddress to, int protocol, int length) {
        ByteBuffer head = ByteBuffer.allocate(IPV4_HEAD);
        head.put((byte) 0x45).put((byte) 0).putShort((short) (IPV4_HEAD + length));
        head.putShort((short) 0).putShort((short) 0x4000).put(HOPS).put((byte) protocol);
        head.putShort((short) 0).put(from.getAddress()).put(to.getAddress());
        head.putShort(10, checksum(head.array()));
        return head.array();
    }

    private static byte[] version6(InetAddress from, InetAddress to, int protocol, int length) {
        ByteBuffer head = ByteBuffer.allocate(IPV6_HEAD);
        head.putInt(0x60000000).putShort((short) length).put((byte) protocol).put(HOPS);
        head.put(sixteen(from)).put(sixteen(to));
        return head.array();
    }

    /** An IPv4 address between an IPv6 one and us is shown as what it is mapped to (RFC 4291, 2.5.5.2). */
    private static byte[] sixteen(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length == 16) {
            return octets;
        }
        ByteBuffer mapped = ByteBuffer.allocate(16);
        return mapped.position(10).putShort((short) 0xffff).put(octets).array();
    }

    /** Over the pseudo header and the segment; zero is written as its complement (RFC 768). */
    private static byte[] withChecksum(TracedMessage message, byte[] segment, int protocol, int at) {
        InetAddress from = message.from().getAddress();
        InetAddress to = message.to().getAddress();
        boolean old = isVersion4(from, to);
        byte[] source = old ? from.getAddress() : sixteen(from);
        byte[] target = old ? to.getAddress() : sixteen(to);
        ByteBuffer all = ByteBuffer.allocate(source.length + target.length + 8 + segment.length);
        all.put(source).put(target).putInt(segment.length).putInt(protocol).put(segment);
        short sum = checksum(all.array());
        ByteBuffer.wrap(segment).putShort(at, sum == 0 ? (short) 0xffff : sum);
        return segment;
    }

    private static boolean isVersion4(InetAddress from, InetAddress to) {
        return from instanceof Inet4Address && to instanceof Inet4Address;
    }

    /** RFC 1071. */
    private static short checksum(byte[] octets) {
        long sum = 0;
        for (int i = 0; i < octets.length; i += 2) {
            int low = i + 1 < octets.length ? octets[i + 1] & 0xff : 0;
            sum += (octets[i] & 0xff) << 8 | low;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
