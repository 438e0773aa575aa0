package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import voipbin.base.Counters;
import voipbin.media.codec.G711;
import voipbin.media.sdp.Direction;
import voipbin.media.sdp.TransportProfile;

/** Two sessions that protect what they send each other. */
class SecureSessionTest {

    private static final List<String> CODECS = List.of("PCMU");

    private final Counters counters = new Counters();

    @ParameterizedTest
    @EnumSource(TransportProfile.class)
    void soundAndKeysGoBothWaysOverEveryProfile(TransportProfile profile) throws Exception {
        try (MediaEngine engine = Sessions.engine(2, counters)) {
            MediaSession offerer = Sessions.open(engine);
            MediaSession answerer = Sessions.open(engine);
            CountDownLatch heard = new CountDownLatch(2);
            CountDownLatch pressed = new CountDownLatch(2);
            for (MediaSession session : List.of(offerer, answerer)) {
                session.play(SecureSessionTest::hum, _ -> {});
                session.listen(new Loud(heard));
                session.onDigit((_, _) -> pressed.countDown());
            }
            byte[] offer = offerer.offer(profile, CODECS);
            byte[] answer = Sessions.agreed(answerer.answer(offer)).sdp();
            Sessions.agreed(offerer.accept(answer));
            assertThat(text(answer)).contains(" " + profile.protocol() + " 0 101\r\n");
            Sessions.await(heard);
            offerer.sendDigits("1", Duration.ofMillis(60), Duration.ZERO);
            answerer.sendDigits("2", Duration.ofMillis(60), Duration.ZERO);
            Sessions.await(pressed);
            assertThat(counters.counter("media.packets.unauthentic").sum()).isZero();
        }
    }

    @Test
    void aHoldKeepsTheKeysAndTheSoundComesBack() throws Exception {
        for (TransportProfile profile : List.of(TransportProfile.RTP_SAVP, TransportProfile.UDP_TLS_RTP_SAVPF)) {
            try (MediaEngine engine = Sessions.engine(2, counters)) {
                MediaSession offerer = Sessions.open(engine);
                MediaSession answerer = Sessions.open(engine);
                offerer.accept(Sessions.agreed(answerer.answer(offerer.offer(profile, CODECS)))
                        .sdp());
                hear(offerer, answerer);
                for (Direction direction : List.of(Direction.SENDONLY, Direction.SENDRECV)) {
                    byte[] again = offerer.reoffer(direction);
                    Sessions.agreed(offerer.accept(
                            Sessions.agreed(answerer.reanswer(again)).sdp()));
                }
                hear(offerer, answerer);
                hear(answerer, offerer);
                assertThat(counters.counter("media.packets.unauthentic").sum()).isZero();
            }
        }
        assertThat(counters.counter("media.dtls.handshakes").sum())
                .as("one a side")
                .isEqualTo(2);
    }

    private static void hear(MediaSession from, MediaSession to) throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        from.play(SecureSessionTest::hum, _ -> {});
        to.listen(new Loud(heard));
        Sessions.await(heard);
    }

    @Test
    void packetsWithoutTheKeyAreNotHeardAndDoNotLatch() throws Exception {
        try (MediaEngine engine = Sessions.engine(1, counters);
                RawPhone peer = new RawPhone();
                RawPhone stranger = new RawPhone()) {
            MediaSession session = Sessions.open(engine);
            byte[] offer = text(peer.sdp(
                            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + "inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz"))
                    .replace("RTP/AVP", "RTP/SAVP")
                    .getBytes(StandardCharsets.UTF_8);
            byte[] answer = Sessions.agreed(session.answer(offer)).sdp();
            session.stats(); // the loop knows of the answer now
            stranger.talk(RawPhone.address(answer), 0x10);
            stranger.talk(RawPhone.address(answer), 0x10);
            assertThat(peer.receive().get(0) & 0xC0).as("we talk to the peer").isEqualTo(0x80);
            // Each question is a message behind what the loop has received, one packet a port and turn.
            for (int i = 0;
                    i < 1_000_000
                            && counters.counter("media.packets.unauthentic").sum() < 2;
                    i++) {
                session.stats();
            }
            assertThat(session.stats().received().packets()).isZero();
            assertThat(counters.counter("media.packets.unauthentic").sum()).isEqualTo(2);
        }
    }

    @Test
    void whatDemandsSecurityAndBringsNoKeyIsRefused() throws Exception {
        try (MediaEngine engine = Sessions.engine(1, counters);
                RawPhone peer = new RawPhone()) {
            MediaSession session = Sessions.open(engine);
            for (String protocol : List.of("RTP/SAVP", "RTP/SAVPF", "UDP/TLS/RTP/SAVPF", "TCP/RTP/AVP")) {
                byte[] offer = text(peer.sdp()).replace("RTP/AVP", protocol).getBytes(StandardCharsets.UTF_8);
                assertThat(session.answer(offer)).as(protocol).isInstanceOf(Negotiation.Refused.class);
            }
        }
    }

    @Test
    void anAnswerThatDropsTheSecurityIsRefused() throws Exception {
        try (MediaEngine engine = Sessions.engine(1, counters);
                RawPhone peer = new RawPhone()) {
            MediaSession session = Sessions.open(engine);
            session.offer(TransportProfile.RTP_SAVP, CODECS);
            assertThat(session.accept(peer.sdp())).isInstanceOf(Negotiation.Refused.class);
        }
    }

    @Test
    void aPhoneThatOffersKeysInTheClearIsMetHalfWay() throws Exception {
        try (MediaEngine engine = Sessions.engine(1, counters);
                RawPhone peer = new RawPhone()) {
            MediaSession session = Sessions.open(engine);
            byte[] offer = peer.sdp(
                    "a=crypto:7 AES_256_CM_HMAC_SHA1_80 inline:unknown",
                    "a=crypto:8 AES_CM_128_HMAC_SHA1_32 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^31");
            assertThat(text(Sessions.agreed(session.answer(offer)).sdp()))
                    .contains("RTP/AVP 0 101", "a=crypto:8 AES_CM_128_HMAC_SHA1_32 inline:")
                    .doesNotContain("a=crypto:7");
        }
    }

    private static int hum(short[] pcm) {
        Arrays.fill(pcm, (short) 8000);
        return pcm.length;
    }

    private static String text(byte[] sdp) {
        return new String(sdp, StandardCharsets.UTF_8);
    }

    /** Counts down once, when it hears the hum. */
    private static final class Loud implements Sink {

        private final CountDownLatch heard;
        private boolean told;

        Loud(CountDownLatch heard) {
            this.heard = heard;
        }

        @Override
        public void write(short[] pcm, int count) {
            boolean loud = Math.abs(pcm[count / 2] - G711.PCMU.decode(G711.PCMU.encode((short) 8000))) < 10;
            if (loud && !told) {
                told = true;
                heard.countDown();
            }
        }
    }
}
