package voipbin.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import voipbin.sip.message.Message;
import voipbin.sip.message.MessageParser;
import voipbin.sip.message.MessageWriter;
import voipbin.sip.message.Parsed;

/** An INVITE with SDP, as a phone behind one proxy sends it: octets to message and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SipMessages {

    private static final String SDP = """
            v=0
            o=- 3907213521 3907213521 IN IP4 192.0.2.14
            s=-
            c=IN IP4 192.0.2.14
            t=0 0
            m=audio 40376 RTP/AVP 0 8 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=ptime:20
            a=sendrecv
            a=rtcp-mux
            """;

    private static final String HEAD = """
            INVITE sip:bob@example.com SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK2d4790.1;rport
            Via: SIP/2.0/UDP 192.0.2.14:5062;branch=z9hG4bKnashds8;rport=5062;received=192.0.2.14
            Record-Route: <sip:198.51.100.7;lr>
            Max-Forwards: 69
            From: "Alice" <sip:alice@example.com>;tag=1928301774
            To: <sip:bob@example.com>
            Call-ID: a84b4c76e66710@192.0.2.14
            CSeq: 314159 INVITE
            Contact: <sip:alice@192.0.2.14:5062;transport=udp>;+sip.instance="<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>"
            Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, NOTIFY
            Supported: replaces, outbound, timer
            User-Agent: Softphone/5.2.0
            Content-Type: application/sdp
            """;

    private final byte[] octets = octets();
    private final Message message = parsed(octets);

    private static byte[] octets() {
        String sdp = SDP.replace("\n", "\r\n");
        String text = HEAD.replace("\n", "\r\n") + "Content-Length: " + sdp.length() + "\r\n\r\n" + sdp;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Message parsed(byte[] octets) {
        return switch (MessageParser.parse(octets)) {
            case Parsed.Good(Message good) -> good;
            case Parsed.Bad bad -> throw new IllegalStateException(bad.why());
            case Parsed.Garbage garbage -> throw new IllegalStateException(garbage.why());
            case Parsed.KeepAlive() -> throw new IllegalStateException("empty");
        };
    }

    @Benchmark
    public Message parse() {
        return parsed(octets);
    }

    @Benchmark
    public byte[] write() {
        return MessageWriter.write(message);
    }
}
