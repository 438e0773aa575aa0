package voipbin.bench.sip;

/** The messages of the load, as a plain phone writes them. */
final class Texts {

    private static final String VIA = "Via: SIP/2.0/UDP %s;branch=z9hG4bK%s;rport\r\nMax-Forwards: 70\r\n";

    private Texts() {}

    /** G.711 both ways. */
    static String sdp(int port) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
                + "a=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n";
    }

    /**
     * Where a load stands and whom it calls.
     *
     * @param self {@code address:port}
     * @param target a SIP URI
     * @param run tells the calls of one run from those of another
     */
    record Route(String self, String target, String run) {

        private String from(int call) {
            return "From: <sip:load@" + self + ">;tag=f" + run + "-" + call + "\r\n";
        }

        private String ids(int call, String cseq) {
            return "Call-ID: " + run + "-" + call + "\r\nCSeq: " + cseq + "\r\n";
        }

        String invite(int call, String sdp) {
            return "INVITE " + target + " SIP/2.0\r\n" + VIA.formatted(self, "i" + run + "-" + call) + from(call)
                    + "To: <" + target + ">\r\n" + ids(call, "1 INVITE") + "Contact: <sip:load@" + self + ">\r\n"
                    + "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS\r\nSupported: replaces\r\nUser-Agent: load\r\n"
                    + "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp;
        }

        /** For a 2xx a request of its own, for a refusal within the INVITE's transaction (RFC 3261, 17.1.1.3). */
        String ack(int call, Answer answer) {
            boolean within = answer.status() >= 300;
            String uri = within ? target : answer.contact();
            return "ACK " + uri + " SIP/2.0\r\n" + VIA.formatted(self, (within ? "i" : "a") + run + "-" + call)
                    + from(call) + "To: " + answer.header("To") + "\r\n" + ids(call, "1 ACK")
                    + "Content-Length: 0\r\n\r\n";
        }

        String bye(int call, Answer answer) {
            return "BYE " + answer.contact() + " SIP/2.0\r\n" + VIA.formatted(self, "b" + run + "-" + call)
                    + from(call) + "To: " + answer.header("To") + "\r\n" + ids(call, "2 BYE")
                    + "Content-Length: 0\r\n\r\n";
        }
    }

    /** 200 to a request that came. */
    static String ok(Answer request) {
        return "SIP/2.0 200 OK\r\nVia: " + request.header("Via") + "\r\nFrom: " + request.header("From") + "\r\nTo: "
                + request.header("To") + "\r\nCall-ID: " + request.header("Call-ID") + "\r\nCSeq: "
                + request.header("CSeq") + "\r\nContent-Length: 0\r\n\r\n";
    }
}
