package voipbin.media.sdp;

import java.nio.charset.StandardCharsets;

/** Offers in the manner of the phones that people have. */
final class Offers {

    static final String LINPHONE = """
            v=0
            o=alice 1543 2210 IN IP4 192.0.2.10
            s=Talk
            c=IN IP4 192.0.2.10
            t=0 0
            a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics
            a=record:off
            m=audio 7078 RTP/AVP 96 97 98 0 8 18 101 99 100
            a=rtpmap:96 opus/48000/2
            a=fmtp:96 useinbandfec=1
            a=rtpmap:97 speex/16000
            a=fmtp:97 vbr=on
            a=rtpmap:98 speex/8000
            a=rtpmap:101 telephone-event/48000
            a=rtpmap:99 telephone-event/16000
            a=rtpmap:100 telephone-event/8000
            a=rtcp-fb:* trr-int 5000
            m=video 9078 RTP/AVP 96
            a=rtpmap:96 VP8/90000
            """;

    static final String BARESIP = """
            v=0
            o=- 3890112 1871 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            a=tool:baresip 1.0.0
            m=audio 10034 RTP/AVP 8 0 101
            b=AS:125
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=rtcp:10035
            a=rtcp-mux
            a=sendrecv
            a=label:1
            a=ptime:20
            """;

    static final String SIPP = """
            v=0
            o=user1 53655765 2353687637 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """;

    private Offers() {}

    /** With the line ends that the RFC asks for. */
    static byte[] bytes(String sdp) {
        return sdp.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] sdp) {
        return new String(sdp, StandardCharsets.UTF_8);
    }
}
