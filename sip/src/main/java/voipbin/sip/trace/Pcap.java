package voipbin.sip.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages as a capture file that Wireshark and tshark read: libpcap's format 2.4 in microseconds, with Ethernet, IP
 * and UDP or TCP headers made up around them. What was encrypted on the wire (TLS, WSS) or framed (WS) stands there as
 * UDP, since it is shown as it was inside. Of a message whose end was not kept the file says how long it was.
 */
public final class Pcap {

    private static final int MAGIC = 0xa1b2c3d4;
    private static final int ETHERNET = 1;
    private static final int LONGEST_PACKET = 65_535;

    /** So much of a message fits into one datagram of IPv4 beside the headers. */
    private static final int LONGEST_PAYLOAD = 65_400;

    private final OutputStream out;

    /** How many octets have been sent on each one-way TCP connection so far. */
    private final Map<List<InetSocketAddress>, Integer> sent = new HashMap<>();

    private Pcap(OutputStream out) {
        this.out = out;
    }

    /** Writes a whole file; messages in the order of their times. */
    public static void write(List<TracedMessage> messages, OutputStream out) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(24);
        head.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        head.putInt(LONGEST_PACKET).putInt(ETHERNET);
        out.write(head.array());
        Pcap file = new Pcap(out);
        for (TracedMessage message : messages) {
            file.add(message);
        }
    }

    private void add(TracedMessage message) throws IOException {
        byte[] octets = message.octets().length <= LONGEST_PAYLOAD
                ? message.octets()
                : java.util.Arrays.copyOf(message.octets(), LONGEST_PAYLOAD);
        int length = Math.min(message.length(), LONGEST_PAYLOAD);
        TracedMessage whole =
                new TracedMessage(message.at(), message.transport(), message.from(), message.to(), octets, length);
        boolean tcp = message.transport().equals("TCP");
        byte[] segment = tcp ? tcp(whole) : Frames.udp(whole);
        byte[] frame = Frames.ethernet(whole, tcp, segment);
        Instant at = message.at();
        ByteBuffer head = ByteBuffer.allocate(16);
        head.putInt((int) at.getEpochSecond()).putInt(at.getNano() / 1000);
        head.putInt(frame.length).putInt(frame.length + length - octets.length);
        out.write(head.array());
        out.write(frame);
    }

    private byte[] tcp(TracedMessage message) {
        int before = sent.getOrDefault(List.of(message.from(), message.to()), 0);
        int answered = sent.getOrDefault(List.of(message.to(), message.from()), 0);
        sent.put(List.of(message.from(), message.to()), before + message.octets().length);
        return Frames.tcp(message, before + 1, answered + 1);
    }
}
