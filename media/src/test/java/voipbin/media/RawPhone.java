package voipbin.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.RtpPackets;

/** A phone made of one socket, whose every packet a test makes by hand. */
final class RawPhone implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    static final InetSocketAddress LOOPBACK_9 = new InetSocketAddress(LOOPBACK, 9);

    final DatagramSocket socket;
    private int sequence = 1000;
    private int timestamp = 50_000;

    RawPhone() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        socket.setSoTimeout(5_000);
    }

    /** An offer, or an answer, for PCMU with these further lines. */
    byte[] sdp(String... lines) {
        String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + socket.getLocalPort() + " RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n";
        return (sdp + String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The address that a session's description names. */
    static InetSocketAddress address(byte[] sdp) {
        Matcher port = Pattern.compile("m=audio (\\d+)").matcher(new String(sdp, StandardCharsets.UTF_8));
        if (!port.find()) {
            throw new AssertionError("no audio");
        }
        return new InetSocketAddress(LOOPBACK, Integer.parseInt(port.group(1)));
    }

    /** The next 20 ms of PCMU, all of this code. */
    void talk(SocketAddress to, int code) throws IOException {
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) code);
        send(to, RtpPackets.of(0, sequence++, timestamp, payload));
        timestamp += 160;
    }

    void send(SocketAddress to, ByteBuffer packet) throws IOException {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** What arrives next; fails after five seconds. */
    ByteBuffer receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return ByteBuffer.wrap(packet.getData(), 0, packet.getLength()).slice();
    }

    /** The next RTP packet; RTCP is passed over. */
    RtpPacket receiveRtp() throws IOException {
        while (true) {
            ByteBuffer datagram = receive();
            RtpPacket packet = new RtpPacket();
            if (!RtpPacket.isRtcp(datagram) && packet.wrap(datagram)) {
                return packet;
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
