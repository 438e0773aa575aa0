package voipbin.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SdpParserTest {

    @Test
    void readsWhatPhonesSend() {
        SessionDescription linphone = read(Offers.LINPHONE);
        assertThat(linphone.origin()).isEqualTo(new Origin("alice", "1543", "2210", "192.0.2.10"));
        assertThat(linphone.name()).isEqualTo("Talk");
        assertThat(linphone.connection()).contains("192.0.2.10");
        assertThat(linphone.media()).hasSize(2);
        assertThat(linphone.media().getFirst().line().formats())
                .startsWith("96", "97")
                .hasSize(9);
        assertThat(linphone.media().getLast().line().type()).isEqualTo("video");
        assertThat(read(Offers.BARESIP).media().getFirst().attribute("rtcp")).contains("10035");
    }

    @Test
    void whatItWritesItReadsBack() {
        for (String offer : new String[] {Offers.LINPHONE, Offers.BARESIP, Offers.SIPP}) {
            SessionDescription once = read(offer);
            assertThat(SdpParser.parse(once.bytes())).isEqualTo(new Parsed.Read(once));
        }
    }

    @Test
    void writesTheLinesInTheOrderOfTheGrammar() {
        assertThat(Offers.text(read(Offers.SIPP).bytes()))
                .isEqualTo("v=0\r\no=user1 53655765 2353687637 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
                        + "t=0 0\r\nm=audio 6000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n");
    }

    @Test
    void toleratesWhatCanBeGuessed() {
        SessionDescription sloppy =
                read("\n\nv=0 \nc=IN IP4  10.0.0.1/127 \nx=what\nnonsense\nm=audio  4000/2 RTP/AVP 0 8  \n"
                        + "c=IN IP6 2001:db8::1\na= sendonly\n");
        assertThat(sloppy.connection()).contains("10.0.0.1");
        MediaDescription audio = sloppy.media().getFirst();
        assertThat(audio.line().port()).isEqualTo(4000);
        assertThat(audio.line().formats()).containsExactly("0", "8");
        assertThat(sloppy.connectionOf(audio)).contains("2001:db8::1");
    }

    @Test
    void theStreamsDirectionWinsOverTheSessions() {
        SessionDescription both = read("v=0\na=inactive\nm=audio 1 RTP/AVP 0\na=recvonly\nm=audio 2 RTP/AVP 0\n");
        assertThat(both.directionOf(both.media().getFirst())).isEqualTo(Direction.RECVONLY);
        assertThat(both.directionOf(both.media().getLast())).isEqualTo(Direction.INACTIVE);
    }

    @Test
    void saysWhatItCannotRead() {
        assertThat(malformed("")).isNotEmpty();
        assertThat(malformed("hello")).contains("v=0");
        assertThat(malformed("v=0\nm=audio x RTP/AVP 0\n")).contains("m=audio x");
        assertThat(malformed("v=0\nm=audio 70000 RTP/AVP 0\n")).contains("70000");
        assertThat(malformed("v=0\nm=audio 4000\n")).contains("m=audio 4000");
        assertThat(malformed("v=0\nc=IN\n")).contains("c=IN");
        assertThat(malformed("v=0\n" + "a=x\n".repeat(30_000))).contains("longer");
    }

    @Test
    void neverThrowsWhateverArrives() {
        Random random = new Random(5);
        for (int round = 0; round < 5_000; round++) {
            byte[] broken = Offers.bytes(Offers.LINPHONE);
            for (int i = 0; i < 8; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            assertThat(SdpParser.parse(broken)).isNotNull();
        }
    }

    private static SessionDescription read(String sdp) {
        if (SdpParser.parse(Offers.bytes(sdp)) instanceof Parsed.Read(SessionDescription description)) {
            return description;
        }
        throw new AssertionError("cannot read " + sdp);
    }

    private static String malformed(String sdp) {
        if (SdpParser.parse(sdp.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Malformed(String why)) {
            return why;
        }
        throw new AssertionError("could read " + sdp);
    }
}
