package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Counters;
import voipbin.media.audio.Tone;
import voipbin.media.codec.G711;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.RtpPackets;

/** Phones that want more or less sound in a packet than 20 ms, or noise instead of silence. */
class PackingTest {

    private MediaEngine engine;
    private MediaSession session;
    private RawPhone phone;

    @BeforeEach
    void start() throws IOException {
        engine = Sessions.engine(2, new Counters());
        session = Sessions.open(engine);
        phone = new RawPhone();
    }

    @AfterEach
    void stop() {
        engine.close();
        phone.close();
    }

    private InetSocketAddress answer(byte[] offer) {
        return RawPhone.address(Sessions.agreed(session.answer(offer)).sdp());
    }

    /** Each frame is full of its number. */
    private static final class Counting implements Source {

        private int number;

        @Override
        public int read(short[] pcm) {
            Arrays.fill(pcm, G711.PCMU.decode((byte) (number++ % 100)));
            return pcm.length;
        }
    }

    private RtpPacket sound() throws IOException {
        RtpPacket packet = phone.receiveRtp();
        while (packet.payloadType() != 0) {
            packet = phone.receiveRtp();
        }
        return packet;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 40, 60})
    void whoAsksForAnotherLengthGetsItAndEverySample(int millis) throws Exception {
        session.play(new Counting(), _ -> {});
        answer(phone.sdp("a=rtcp-mux", "a=ptime:" + millis));
        RtpPacket first = sound();
        byte[] heard = new byte[12 * 8 * millis];
        RtpPacket packet = first;
        for (int i = 0; i < 12; i++) {
            assertThat(packet.payloadLength()).isEqualTo(8 * millis);
            assertThat(packet.timestamp()).isEqualTo(first.timestamp() + i * 8 * millis);
            assertThat(packet.sequence()).isEqualTo(first.sequence() + i & 0xFFFF);
            assertThat(packet.marker()).isEqualTo(i == 0);
            packet.buffer().get(packet.payloadOffset(), heard, i * 8 * millis, 8 * millis);
            packet = sound();
        }
        for (int i = 0; i < heard.length; i++) {
            assertThat(heard[i]).isEqualTo((byte) (i / 160));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a=ptime:20, 160",
        "a=maxptime:10, 80",
        "a=ptime:60|a=maxptime:40, 320",
        "a=ptime:25, 160",
        "a=ptime:2000, 480",
        "a=ptime:0, 160",
        "a=ptime:soon, 160"
    })
    void theMostThatAPeerTakesIsKept(String lines, int bytes) throws Exception {
        answer(phone.sdp(lines.split("\\|", -1)));
        assertThat(sound().payloadLength()).isEqualTo(bytes);
    }

    @Test
    void aKeyComesBehindTheSoundBeforeIt() throws Exception {
        session.play(new Counting(), _ -> {});
        answer(phone.sdp("a=rtcp-mux", "a=ptime:60"));
        RtpPacket before = sound();
        session.sendDigits("5", Duration.ofMillis(60), Duration.ZERO);
        RtpPacket packet = phone.receiveRtp();
        int end = before.timestamp() + 480;
        while (packet.payloadType() == 0) {
            assertThat(packet.timestamp()).isEqualTo(end);
            end = packet.timestamp() + packet.payloadLength();
            packet = phone.receiveRtp();
        }
        assertThat(packet.payloadType()).isEqualTo(101);
        assertThat(packet.timestamp()).isEqualTo(end);
    }

    @Test
    void whatIsRelayedIsCutAnew() throws Exception {
        session.echo();
        InetSocketAddress port = answer(phone.sdp("a=rtcp-mux", "a=ptime:30"));
        session.stats();
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) 9);
        int nines = 0;
        for (int i = 0; i < 500 && nines < 3; i++) {
            phone.send(port, RtpPackets.of(0, i, 160 * i, payload));
            RtpPacket packet = sound();
            assertThat(packet.payloadLength()).isLessThanOrEqualTo(240);
            nines += packet.payloadLength() == 240 && packet.buffer().get(12) == 9 ? 1 : 0;
        }
        assertThat(nines).isEqualTo(3);
    }

    private static byte[] withNoise(byte[] sdp) {
        return new String(sdp, StandardCharsets.UTF_8)
                .replace("RTP/AVP 0 101", "RTP/AVP 0 13 101")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whoKnowsNoiseIsToldOfSilence() throws Exception {
        byte[] answer = Sessions.agreed(session.answer(withNoise(phone.sdp("a=rtcp-mux"))))
                .sdp();
        assertThat(new String(answer, StandardCharsets.UTF_8))
                .contains("RTP/AVP 0 101 13\r\n", "a=rtpmap:13 CN/8000\r\n");
        assertThat(new String(session.offer(), StandardCharsets.UTF_8)).contains("RTP/AVP 0 8 101 13\r\n");
        RtpPacket first = phone.receiveRtp();
        RtpPacket second = phone.receiveRtp();
        for (RtpPacket noise : new RtpPacket[] {first, second}) {
            assertThat(noise.payloadType()).isEqualTo(13);
            assertThat(noise.payloadLength()).isEqualTo(1);
            assertThat(noise.buffer().get(12)).isEqualTo((byte) 70);
            assertThat(noise.marker()).isFalse();
        }
        assertThat(second.timestamp() - first.timestamp()).isEqualTo(1600);
        session.play(Tone.sine(440, 0.3, Duration.ofMillis(100)), _ -> {});
        assertThat(sound().marker()).as("a talkspurt begins").isTrue();
        RtpPacket packet = phone.receiveRtp();
        for (int i = 0; i < 5 && packet.payloadType() == 0; i++) {
            assertThat(packet.marker()).isFalse();
            packet = phone.receiveRtp();
        }
        assertThat(packet.payloadType()).as("and ends").isEqualTo(13);
    }

    @Test
    void whoDoesNotIsSentSilence() throws Exception {
        answer(phone.sdp("a=rtcp-mux"));
        assertThat(phone.receiveRtp().payloadLength()).isEqualTo(160);
    }

    @Test
    void anAnswerWithNoiseThatWasNotOfferedBringsNone() throws Exception {
        session.offer();
        Sessions.agreed(session.accept(withNoise(phone.sdp("a=rtcp-mux"))));
        assertThat(phone.receiveRtp().payloadLength()).isEqualTo(160);
    }
}
