package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.ice.Checks;
import voipbin.media.ice.IceCredentials;

/** A browser's call from its offer to its sound, and what strangers and harm do to it. */
class WebRtcTest {

    private final Counters counters = new Counters();

    @Test
    void aBrowserIsAnsweredAsItDemands() throws Exception {
        try (MediaEngine engine = Sessions.engine(1, counters);
                Browser browser = new Browser()) {
            byte[] answer = Sessions.agreed(Sessions.open(engine).answer(browser.offer()))
                    .sdp();
            String text = new String(answer, StandardCharsets.UTF_8);
            assertThat(text)
                    .contains("a=ice-lite\r\n", "a=group:BUNDLE 0\r\n", "a=mid:0\r\n", "a=rtcp-mux\r\n")
                    .contains("UDP/TLS/RTP/SAVPF 0 101\r\n", "a=setup:passive\r\n", " typ host\r\n");
        }
    }

    @Test
    void nothingIsSentBeforeTheBrowserHasProvenItself() throws Exception {
        try (MediaEngine engine = Sessions.engine(1, counters);
                Browser browser = new Browser();
                Browser stranger = new Browser()) {
            MediaSession session = Sessions.open(engine);
            byte[] answer = answer(session, browser.offer());
            InetSocketAddress server = RawPhone.address(answer);
            IceCredentials guessed =
                    new IceCredentials(Browser.attribute(answer, "ice-ufrag"), "guessedguessedguessed1");
            stranger.send(server, Checks.nominating(guessed, "brow"));
            assertThat(stranger.phone.receive().getShort(0)).as("an error").isEqualTo((short) 0x0111);
            stranger.send(server, new byte[] {22, (byte) 0xFE, (byte) 0xFD, 0});
            browser.connect(answer);
            browser.hear();
            assertThat(counters.counter("media.packets.foreign").sum()).isEqualTo(1);
            assertThat(counters.counter("media.stun.refused").sum()).isEqualTo(1);
        }
    }

    @Test
    void harmedPacketsOfEveryKindDoNotEndTheCall() throws Exception {
        try (MediaEngine engine = Sessions.engine(1, counters);
                Browser browser = new Browser()) {
            MediaSession session = Sessions.open(engine);
            byte[] answer = answer(session, browser.offer());
            browser.connect(answer);
            InetSocketAddress server = RawPhone.address(answer);
            Random random = new Random(20);
            for (int i = 0; i < 2_000; i++) {
                byte[] harmed = harmed(kind(i % 4, browser, answer), random);
                browser.send(server, harmed);
            }
            browser.check(answer);
            CountDownLatch heard = new CountDownLatch(1);
            session.listen((pcm, _) -> {
                if (Math.abs(pcm[80]) > 1000) {
                    heard.countDown();
                }
            });
            for (int i = 0; i < 500 && heard.getCount() > 0; i++) {
                browser.phone.send(server, browser.sealed(0x10));
                browser.hear();
            }
            Sessions.await(heard);
            assertThat(counters.counter("media.packets.unauthentic").sum()).isPositive();
            assertThat(session.stats().sent().packets()).isPositive();
        }
    }

    @Test
    void aBrowserWithAnotherCertificateThanItSaidIsToldOf() throws Exception {
        try (MediaEngine engine = Sessions.engine(1, counters);
                Browser browser = new Browser()) {
            MediaSession session = Sessions.open(engine);
            CompletableFuture<String> why = new CompletableFuture<>();
            session.onUnprotected(why::complete);
            String lie = new String(browser.offer(), StandardCharsets.UTF_8)
                    .replaceAll("(a=fingerprint:sha-256 )..:..", "$100:00");
            byte[] answer = answer(session, lie.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> browser.connect(answer)).isNotNull();
            assertThat(why.get(10, TimeUnit.SECONDS)).contains("certificate");
            assertThat(counters.counter("media.dtls.failed").sum()).isEqualTo(1);
        }
    }

    /** The answer, once the loop knows of it too. */
    private static byte[] answer(MediaSession session, byte[] offer) {
        byte[] answer = Sessions.agreed(session.answer(offer)).sdp();
        session.stats();
        return answer;
    }

    private static byte[] kind(int kind, Browser browser, byte[] answer) {
        IceCredentials to =
                new IceCredentials(Browser.attribute(answer, "ice-ufrag"), Browser.attribute(answer, "ice-pwd"));
        return switch (kind) {
            case 0 -> Checks.nominating(to, "brow");
            case 1 -> new byte[] {22, (byte) 0xFE, (byte) 0xFD, 0, 1, 0, 0, 0, 0, 0, 9, 0, 4, 1, 0, 0, 0};
            case 2 -> bytes(browser.sealed(0x10));
            default -> bytes(browser.report());
        };
    }

    private static byte[] harmed(byte[] datagram, Random random) {
        byte[] harmed =
                Arrays.copyOf(datagram, random.nextInt(4) == 0 ? random.nextInt(datagram.length + 1) : datagram.length);
        for (int i = random.nextInt(4); i >= 0 && harmed.length > 0; i--) {
            harmed[random.nextInt(harmed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return harmed;
    }

    private static byte[] bytes(ByteBuffer packet) {
        byte[] bytes = new byte[packet.limit()];
        packet.get(0, bytes);
        return bytes;
    }

    @Test
    void aBrowserThatWantsItsWayAgainByAnotherNameKeepsItsCall() throws Exception {
        try (MediaEngine engine = Sessions.engine(1, counters);
                Browser browser = new Browser()) {
            MediaSession session = Sessions.open(engine);
            browser.connect(answer(session, browser.offer()));
            byte[] restart = new String(browser.offer(), StandardCharsets.UTF_8)
                    .replace("a=ice-ufrag:brow", "a=ice-ufrag:anew")
                    .getBytes(StandardCharsets.UTF_8);
            byte[] answer = answer(session, restart);
            browser.hear();
            IceCredentials to =
                    new IceCredentials(Browser.attribute(answer, "ice-ufrag"), Browser.attribute(answer, "ice-pwd"));
            browser.send(RawPhone.address(answer), Checks.nominating(to, "anew"));
            browser.hear();
            assertThat(List.of(
                            counters.counter("media.dtls.handshakes").sum(),
                            counters.counter("media.stun.refused").sum()))
                    .isEqualTo(List.of(1L, 0L));
        }
    }
}
