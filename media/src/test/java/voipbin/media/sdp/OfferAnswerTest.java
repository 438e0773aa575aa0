package voipbin.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import voipbin.media.codec.Codec;
import voipbin.media.dtls.DtlsIdentity;

class OfferAnswerTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("198.51.100.1");

    private final OfferAnswer us = new OfferAnswer(new LocalMedia(HERE, 20_000), 77);

    @Test
    void offersWhatWeSpeak() {
        assertThat(Offers.text(us.offer(Direction.SENDRECV)))
                .isEqualTo("v=0\r\no=- 77 1 IN IP4 198.51.100.1\r\ns=-\r\nc=IN IP4 198.51.100.1\r\nt=0 0\r\n"
                        + "m=audio 20000 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
                        + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
                        + "a=rtcp-mux\r\n");
    }

    @Test
    void answersLinphoneWithItsFirstCodecThatWeSpeakAndRefusesItsVideo() {
        Outcome.Agreed agreed = answer(Offers.LINPHONE);
        assertThat(agreed.media().codec()).isEqualTo(Codec.PCMU);
        assertThat(agreed.media().send().telephoneEvent()).isEqualTo(OptionalInt.of(100));
        assertThat(agreed.media().peer().rtp()).contains(at("192.0.2.10", 7078));
        assertThat(agreed.media().peer().rtcp()).contains(at("192.0.2.10", 7079));
        assertThat(Offers.text(agreed.sdp()))
                .contains("m=audio 20000 RTP/AVP 0 100\r\n", "a=rtpmap:100 telephone-event/8000\r\n")
                .contains("m=video 0 RTP/AVP 96\r\n")
                .doesNotContain("rtcp-mux");
    }

    @Test
    void answersBaresipInItsOrderAndMultiplexes() {
        Outcome.Agreed agreed = answer(Offers.BARESIP);
        assertThat(agreed.media().codec()).isEqualTo(Codec.PCMA);
        assertThat(agreed.media().peer().multiplexed()).isTrue();
        assertThat(agreed.media().peer().rtcp()).contains(at("127.0.0.1", 10034));
        assertThat(Offers.text(agreed.sdp())).contains("m=audio 20000 RTP/AVP 8 101\r\n", "a=rtcp-mux\r\n");
    }

    @Test
    void whoSpeaksNoneOfTheUsualCodecsIsAnsweredWithAnother() {
        String wide = "v=0\nc=IN IP4 127.0.0.1\nm=audio 4000 RTP/AVP 18 9\na=rtpmap:18 G729/8000\n";
        assertThat(answer(wide).media().codec()).isEqualTo(Codec.G722);
    }

    @Test
    void browsersAreOfferedOpusFirstAndPhonesAreNot() {
        assumeTrue(Codec.available().contains(Codec.OPUS));
        DtlsIdentity identity = new DtlsIdentity(new SecureRandom(), Instant.EPOCH);
        LocalSecurity security = new LocalSecurity(new SecureRandom(), identity::fingerprint);
        OfferAnswer secure = new OfferAnswer(new LocalMedia(HERE, 20_000), 77, security);
        assertThat(Offers.text(secure.offer(Direction.SENDRECV, List.of(), TransportProfile.UDP_TLS_RTP_SAVPF)))
                .contains("m=audio 20000 UDP/TLS/RTP/SAVPF 111 0 8 101\r\n");
        assertThat(Offers.text(secure.offer(Direction.SENDRECV, List.of(), TransportProfile.RTP_SAVP)))
                .contains("m=audio 20000 RTP/SAVP 0 8 101\r\n");
    }

    @Test
    void withoutTelephoneEventInTheOfferThereIsNoneInTheAnswer() {
        Outcome.Agreed agreed = answer(Offers.SIPP);
        assertThat(agreed.media().send().telephoneEvent()).isEmpty();
        assertThat(Offers.text(agreed.sdp())).contains("m=audio 20000 RTP/AVP 0\r\n");
    }

    @Test
    void theNamedRtcpPortIsUsedWhenNotMultiplexed() {
        assertThat(answer(Offers.SIPP + "a=rtcp:7000 IN IP4 127.0.0.9\n")
                        .media()
                        .peer()
                        .rtcp())
                .contains(at("127.0.0.9", 7000));
        assertThat(answer(Offers.SIPP + "a=rtcp:7000\n").media().peer().rtcp()).contains(at("127.0.0.1", 7000));
    }

    @Test
    void aCodecUnderADynamicPayloadTypeIsFound() {
        String offer = "v=0\nc=IN IP4 127.0.0.1\nm=audio 4000 RTP/AVP 97 98\na=rtpmap:97 G729/8000\n"
                + "a=rtpmap:98 pcma/8000/1\n";
        Outcome.Agreed agreed = answer(offer);
        assertThat(agreed.media().send().codecs()).containsExactly(Map.entry(Codec.PCMA, 98));
        assertThat(Offers.text(agreed.sdp())).contains("a=rtpmap:98 PCMA/8000\r\n");
    }

    @Test
    void answersWithOpusUnderThePeersPayloadTypeWhenAsked() {
        assumeTrue(Codec.available().contains(Codec.OPUS));
        Outcome outcome = us.answer(Offers.bytes(Offers.LINPHONE), List.of(Codec.G722, Codec.OPUS));
        Outcome.Agreed agreed = (Outcome.Agreed) outcome;
        assertThat(agreed.media().codec()).isEqualTo(Codec.OPUS);
        assertThat(agreed.media().send().opus().fec()).isTrue();
        assertThat(Offers.text(agreed.sdp()))
                .contains("m=audio 20000 RTP/AVP 96 100\r\n", "a=rtpmap:96 opus/48000/2\r\n")
                .contains("a=fmtp:96 useinbandfec=1\r\n", "a=rtpmap:100 telephone-event/8000\r\n");
    }

    @Test
    void eventsOnTheClockOfOpusAreTakenWhenThereAreNoOthers() {
        assumeTrue(Codec.available().contains(Codec.OPUS));
        String offer = "v=0\nc=IN IP4 127.0.0.1\nm=audio 4000 RTP/AVP 109 0 110\na=rtpmap:109 OPUS/48000/2\n"
                + "a=rtpmap:110 telephone-event/48000\n";
        Outcome wide = us.answer(Offers.bytes(offer), List.of(Codec.OPUS));
        assertThat(((Outcome.Agreed) wide).media().send().telephoneClock()).isEqualTo(48_000);
        assertThat(Offers.text(((Outcome.Agreed) wide).sdp())).contains("a=rtpmap:110 telephone-event/48000\r\n");
        Outcome narrow = us.answer(Offers.bytes(offer), List.of(Codec.PCMU));
        assertThat(((Outcome.Agreed) narrow).media().send().telephoneEvent()).isEmpty();
    }

    @Test
    void offersTheCodecsThatAreAskedForInTheirOrder() {
        assumeTrue(Codec.available().contains(Codec.OPUS));
        List<Codec> asked = Codec.named(List.of("opus", "g722", "G729", "PCMA"));
        assertThat(asked).containsExactly(Codec.OPUS, Codec.G722, Codec.PCMA);
        assertThat(Offers.text(us.offer(Direction.SENDRECV, asked)))
                .contains("m=audio 20000 RTP/AVP 111 9 8 101\r\na=rtpmap:111 opus/48000/2\r\n")
                .contains("a=rtpmap:9 G722/8000\r\n");
        assertThat(accept("v=0\nc=IN IP4 127.0.0.1\nm=audio 4000 RTP/AVP 9\n")
                        .media()
                        .codec())
                .isEqualTo(Codec.G722);
        assertThat(Codec.named(List.of("G729"))).isEmpty();
        OfferAnswer another = new OfferAnswer(new LocalMedia(HERE, 20_000), 78);
        assertThat(Offers.text(another.offer(Direction.SENDRECV, Codec.named(List.of("G729")))))
                .contains("m=audio 20000 RTP/AVP 0 8 101\r\n");
    }

    @Test
    void refusesWhatWeCannotSpeak() {
        assertThat(us.answer(Offers.bytes("v=0\nm=audio 4000 RTP/AVP 18\n"))).isInstanceOf(Outcome.Refused.class);
        assertThat(us.answer(Offers.bytes("v=0\nm=audio 4000 RTP/SAVP 0\n"))).isInstanceOf(Outcome.Refused.class);
        assertThat(us.answer(Offers.bytes("v=0\nm=audio 0 RTP/AVP 0\n"))).isInstanceOf(Outcome.Refused.class);
        assertThat(us.answer(Offers.bytes("v=0\nm=video 4000 RTP/AVP 0\n"))).isInstanceOf(Outcome.Refused.class);
        assertThat(us.answer(Offers.bytes("v=0\n"))).isInstanceOf(Outcome.Refused.class);
        assertThat(us.answer(new byte[0])).isInstanceOf(Outcome.Refused.class);
        assertThat(us.answer(Offers.bytes("v=0\nm=audio 4 RTP/AVP 18\na=rtpmap:0 PCMU/16000\n")))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void takesTheFirstStreamThatItCanAndKeepsThePlacesOfTheOthers() {
        Outcome.Agreed agreed = answer("v=0\nc=IN IP4 127.0.0.1\nm=audio 4000 RTP/SAVP 0\nm=audio 4002 RTP/AVPF 8\n");
        assertThat(agreed.media().peer().rtp()).contains(at("127.0.0.1", 4002));
        assertThat(Offers.text(agreed.sdp())).contains("m=audio 0 RTP/SAVP 0\r\nm=audio 20000 RTP/AVPF 8\r\n");
    }

    @Test
    void directionsMirrorTheOffer() {
        assertThat(directionFor("a=sendrecv")).isEqualTo(Direction.SENDRECV);
        assertThat(directionFor("a=sendonly")).isEqualTo(Direction.RECVONLY);
        assertThat(directionFor("a=recvonly")).isEqualTo(Direction.SENDONLY);
        assertThat(directionFor("a=inactive")).isEqualTo(Direction.INACTIVE);
        assertThat(directionFor("c=IN IP4 0.0.0.0")).isEqualTo(Direction.RECVONLY);
        assertThat(directionFor("c=IN IP4 0.0.0.0\na=recvonly")).isEqualTo(Direction.INACTIVE);
    }

    private static Direction directionFor(String lines) {
        OfferAnswer side = new OfferAnswer(new LocalMedia(HERE, 20_000), 1);
        Outcome outcome = side.answer(Offers.bytes(Offers.SIPP + lines + "\n"));
        Direction direction = ((Outcome.Agreed) outcome).media().direction();
        assertThat(Offers.text(((Outcome.Agreed) outcome).sdp())).contains("a=" + direction.attribute() + "\r\n");
        return direction;
    }

    @Test
    void anAddressThatIsANameIsLeftToTheFirstPacket() {
        Outcome.Agreed agreed = answer("v=0\nc=IN IP4 phone.example\nm=audio 4000 RTP/AVP 0\n");
        assertThat(agreed.media().peer().rtp()).isEmpty();
        assertThat(agreed.media().direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void theVersionGrowsOnlyWhenOurDescriptionChanges() {
        answer(Offers.SIPP);
        assertThat(Offers.text(answer(Offers.SIPP).sdp())).contains("o=- 77 1 ");
        assertThat(Offers.text(answer(Offers.SIPP + "a=sendonly\n").sdp())).contains("o=- 77 2 ");
        us.answer(Offers.bytes("v=0\nm=audio 4000 RTP/AVP 18\n"));
        assertThat(Offers.text(answer(Offers.SIPP).sdp())).contains("o=- 77 3 ");
    }

    @Test
    void acceptsAnAnswerWithItsPayloadTypes() {
        us.offer(Direction.SENDRECV);
        Outcome.Agreed agreed = accept("v=0\nc=IN IP4 127.0.0.1\nm=audio 4000 RTP/AVP 8 0 96\n"
                + "a=rtpmap:96 telephone-event/8000\na=rtcp-mux\n");
        assertThat(agreed.media().codec()).isEqualTo(Codec.PCMA);
        assertThat(agreed.media().send().telephoneEvent()).isEqualTo(OptionalInt.of(96));
        assertThat(agreed.media().receive().telephoneEvent()).isEqualTo(OptionalInt.of(101));
        assertThat(agreed.media().receive().codecs()).containsOnlyKeys(Codec.PCMU, Codec.PCMA);
        assertThat(agreed.media().peer().multiplexed()).isTrue();
    }

    @Test
    void anAnswerMayRefuseOrComeTwice() {
        us.offer(Direction.SENDRECV);
        assertThat(us.accept(Offers.bytes("v=0\nm=audio 0 RTP/AVP 0\n"))).isInstanceOf(Outcome.Refused.class);
        assertThat(us.accept(Offers.bytes("v=0\n"))).isInstanceOf(Outcome.Refused.class);
        assertThat(us.accept(Offers.bytes("v=0\nm=audio 4000 RTP/AVP 18\n"))).isInstanceOf(Outcome.Refused.class);
        assertThat(accept(Offers.SIPP).media()).isEqualTo(accept(Offers.SIPP).media());
    }

    @Test
    void anAnswerWithoutAnOfferIsABug() {
        assertThatThrownBy(() -> us.accept(Offers.bytes(Offers.SIPP))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReofferKeepsPlacesAndPayloadTypesAndHolds() {
        answer(Offers.LINPHONE);
        String hold = Offers.text(us.offer(Direction.SENDONLY));
        assertThat(hold)
                .contains("o=- 77 2 ", "m=audio 20000 RTP/AVP 0 8 100\r\n", "a=sendonly\r\n")
                .contains("m=video 0 RTP/AVP 96\r\n");
        Outcome.Agreed held = accept(Offers.SIPP + "a=recvonly\n");
        assertThat(held.media().direction()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void whileWeHoldAnOfferOfThePeerDoesNotEndTheHold() {
        answer(Offers.SIPP);
        us.offer(Direction.INACTIVE);
        accept(Offers.SIPP + "a=inactive\n");
        assertThat(answer(Offers.SIPP).media().direction()).isEqualTo(Direction.INACTIVE);
        us.offer(Direction.SENDRECV);
        accept(Offers.SIPP);
        assertThat(answer(Offers.SIPP).media().direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void anIpv6AddressIsWrittenAsOne() {
        OfferAnswer six = new OfferAnswer(new LocalMedia(InetAddress.ofLiteral("2001:db8::7"), 20_000), 1);
        assertThat(Offers.text(six.offer(Direction.SENDRECV))).contains("c=IN IP6 2001:db8:0:0:0:0:0:7\r\n");
        Outcome outcome = six.answer(Offers.bytes("v=0\nc=IN IP6 ::1\nm=audio 4000 RTP/AVP 0\n"));
        assertThat(((Outcome.Agreed) outcome).media().peer().rtp()).isEqualTo(Optional.of(at("::1", 4000)));
    }

    private Outcome.Agreed answer(String offer) {
        return (Outcome.Agreed) us.answer(Offers.bytes(offer));
    }

    private Outcome.Agreed accept(String answer) {
        return (Outcome.Agreed) us.accept(Offers.bytes(answer));
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
