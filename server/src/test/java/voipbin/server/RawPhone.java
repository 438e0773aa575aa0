package voipbin.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import voipbin.sip.auth.Credentials;
import voipbin.sip.auth.DigestClient;
import voipbin.sip.message.MessageParser;
import voipbin.sip.message.MessageWriter;
import voipbin.sip.message.Parsed;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** A phone of messages made by hand, where a stack of ours would do what a test wants otherwise. */
final class RawPhone implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Card card;
    private final DatagramSocket socket;

    RawPhone(Card card) throws IOException {
        this.card = card;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(2);
    }

    /** {@code host:port}. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** REGISTER of the first extension. */
    Request register(int number, String contact, String... headers) {
        String domain = card.sipDomain();
        String self = "<sip:" + card.extension() + "@" + domain + ">";
        StringBuilder more = new StringBuilder();
        for (String header : headers) {
            more.append(header).append("\r\n");
        }
        return request(
                "REGISTER sip:" + domain,
                number,
                "From: " + self + ";tag=1\r\nTo: " + self + "\r\nContact: " + contact + "\r\n" + more);
    }

    Request invite(int number, String to) {
        String target = "sip:" + to + "@127.0.0.1:" + card.sipPort();
        return request(
                "INVITE " + target,
                number,
                "From: <sip:x@127.0.0.1>;tag=1\r\nTo: <" + target + ">\r\nContact: <sip:x@" + address() + ">\r\n");
    }

    private Request request(String line, int number, String headers) {
        String method = line.substring(0, line.indexOf(' '));
        String text = line + " SIP/2.0\r\nVia: SIP/2.0/UDP " + address() + ";branch=z9hG4bK" + number
                + "\r\nMax-Forwards: 70\r\nCall-ID: raw-" + number + "\r\nCSeq: 1 " + method + "\r\n" + headers
                + "\r\n";
        if (MessageParser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Good(Request read)) {
            return read;
        }
        throw new AssertionError("no request: " + text);
    }

    /** The same again with credentials, by a challenge of its own: a nonce serves once. */
    Request proven(Request first, Request again) throws IOException {
        Response challenge = answer(first);
        Credentials credentials = new Credentials(card.extension(), card.extensionPassword());
        return again.with(
                DigestClient.answer(again, challenge, credentials, () -> "c").orElseThrow());
    }

    /** The final answer to this request, whatever else comes. */
    Response answer(Request request) throws IOException {
        send(request);
        Instant end = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(end)) {
            Optional<Response> heard = receive()
                    .filter(response -> response.callId().equals(request.callId()))
                    .filter(response -> !response.isProvisional());
            if (heard.isPresent()) {
                return heard.get();
            }
        }
        throw new AssertionError("no answer");
    }

    void send(Request request) throws IOException {
        byte[] octets = MessageWriter.write(request);
        socket.send(new DatagramPacket(octets, octets.length, new InetSocketAddress("127.0.0.1", card.sipPort())));
    }

    /** Whatever has come, or comes within 2 ms. */
    Optional<Response> receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
        byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
        return MessageParser.parse(octets) instanceof Parsed.Good(Response response)
                ? Optional.of(response)
                : Optional.empty();
    }

    @Override
    public void close() {
        socket.close();
    }
}
