package voipbin.server.demo;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import voipbin.media.sdp.Parsed;
import voipbin.media.sdp.SdpParser;

/** The little SDP that who rehearses needs. */
final class Sdp {

    private Sdp() {}

    /** Of what takes and says PCMU there. */
    static byte[] pcmu(InetSocketAddress at) {
        String host = at.getAddress().getHostAddress();
        return """
            v=0
            o=- 1 1 IN IP4 %s
            s=-
            c=IN IP4 %s
            t=0 0
            m=audio %d RTP/AVP 0
            """.formatted(host, host, at.getPort()).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The port of the first stream. */
    static int port(byte[] sdp) {
        if (SdpParser.parse(sdp) instanceof Parsed.Read read) {
            return read.description().media().getFirst().line().port();
        }
        throw new DemoFailure("an answer is no SDP");
    }
}
