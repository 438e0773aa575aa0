package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.PcmQueue;
import voipbin.media.audio.Tone;
import voipbin.media.audio.WavSource;
import voipbin.media.codec.Codec;
import voipbin.media.codec.Decoder;
import voipbin.media.rtp.RtpPacket;

/** Sessions that speak something better than G.711, over loopback. */
class WideBandTest {

    private MediaEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = Sessions.engine(10, new Counters());
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void eachCodecCarriesATone() throws Exception {
        for (Codec codec : Codec.available()) {
            MediaSession talks = Sessions.open(engine);
            MediaSession listens = Sessions.open(engine);
            connect(talks, listens, codec);
            talks.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});
            assertThat(amplitude(listens)).as("%s", codec).isBetween(0.2, 0.36);
            talks.close();
            listens.close();
        }
    }

    @Test
    void aBridgeTranslatesBetweenAnyTwo() throws Exception {
        for (Codec codec : Codec.available()) {
            MediaSession alice = Sessions.open(engine);
            MediaSession legOfAlice = Sessions.open(engine);
            MediaSession legOfBob = Sessions.open(engine);
            MediaSession bob = Sessions.open(engine);
            connect(alice, legOfAlice, codec);
            connect(legOfBob, bob, Codec.PCMA);
            legOfAlice.bridge(legOfBob);
            alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});
            assertThat(amplitude(bob)).as("%s to PCMA", codec).isBetween(0.2, 0.36);
            bob.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});
            assertThat(amplitude(alice)).as("PCMA to %s", codec).isBetween(0.2, 0.36);
            List.of(alice, legOfAlice, legOfBob, bob).forEach(MediaSession::close);
        }
    }

    /** Six kilohertz: more than a narrow band has. */
    private static final class High implements Source {

        private int next;

        @Override
        public int rate() {
            return 16_000;
        }

        @Override
        public int read(short[] pcm) {
            for (int i = 0; i < pcm.length; i++) {
                pcm[i] = (short) (0.3 * Short.MAX_VALUE * Math.sin(2 * Math.PI * 6000 * (next + i) / 16_000));
            }
            next = (next + pcm.length) % 16_000;
            return pcm.length;
        }
    }

    /** What a peer gets, decoded by hand at 16 kHz; the latter half second of one. */
    private static double highAt(RawPhone phone, Codec codec) throws IOException {
        Decoder decoder = codec.decoder();
        short[] pcm = new short[Codec.MAX_SAMPLES];
        short[] heard = new short[16_000];
        byte[] payload = new byte[Codec.MAX_PAYLOAD];
        for (int at = 0; at + 320 <= heard.length; ) {
            RtpPacket packet = phone.receiveRtp();
            packet.buffer().get(packet.payloadOffset(), payload, 0, packet.payloadLength());
            int samples = decoder.decode(payload, 0, packet.payloadLength(), pcm);
            System.arraycopy(pcm, 0, heard, at, Math.min(samples, heard.length - at));
            at += samples;
        }
        // 6000 Hz at 16 kHz are as many a sample as 3000 Hz at 8 kHz.
        double most = 0;
        for (int from = 0; from + 1600 <= heard.length; from += 800) {
            most = Math.max(most, Goertzel.amplitude(heard, from, 1600, 3000));
        }
        return most;
    }

    private static byte[] offer(RawPhone phone, Codec codec) {
        String format = codec.payloadType() + "\r\na=rtpmap:" + codec.payloadType() + " " + codec.encoding();
        return ("v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio " + phone.socket.getLocalPort() + " RTP/AVP " + format + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsPlayedAtSixteenKilohertzIsHeardSo() throws Exception {
        try (RawPhone phone = new RawPhone()) {
            MediaSession session = Sessions.open(engine);
            session.play(new High(), _ -> {});
            Sessions.agreed(session.answer(offer(phone, Codec.G722), List.of("G722")));
            assertThat(highAt(phone, Codec.G722)).isBetween(0.15, 0.36);
        }
    }

    /** Of 24 kHz, as voices are sold. */
    private static InputStream wideFile() {
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * 48_000).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(wav.capacity() - 8);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
        wav.putShort((short) 1)
                .putInt(24_000)
                .putInt(48_000)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * 48_000);
        for (int i = 0; i < 48_000; i++) {
            wav.putShort((short) (0.3 * Short.MAX_VALUE * Math.sin(2 * Math.PI * 6000 * i / 24_000)));
        }
        return new ByteArrayInputStream(wav.array());
    }

    @Test
    void aWideFileIsHeardWideByWhoCanHearIt() throws Exception {
        try (RawPhone phone = new RawPhone()) {
            MediaSession session = Sessions.open(engine);
            assertThat(session.rate()).isEqualTo(8000);
            Sessions.agreed(session.answer(offer(phone, Codec.G722), List.of("G722")));
            assertThat(session.rate()).isEqualTo(16_000);
            session.play(WavSource.read(wideFile(), session.rate()), _ -> {});
            assertThat(highAt(phone, Codec.G722)).isBetween(0.15, 0.36);
        }
    }

    @Test
    void speechThatStreamsInIsHeardWideToo() throws Exception {
        try (RawPhone phone = new RawPhone()) {
            MediaSession session = Sessions.open(engine);
            Sessions.agreed(session.answer(offer(phone, Codec.G722), List.of("G722")));
            PcmQueue queue = new PcmQueue(32_000, 16_000);
            short[] second = new short[320];
            High high = new High();
            for (int i = 0; i < 75; i++) {
                high.read(second);
                assertThat(queue.put(second, 0, 320)).isTrue();
            }
            queue.end();
            session.play(queue, _ -> {});
            assertThat(highAt(phone, Codec.G722)).isBetween(0.15, 0.36);
        }
    }

    @Test
    void aBridgeBetweenTwoWideCodecsStaysWide() throws Exception {
        assumeTrue(Codec.available().contains(Codec.OPUS));
        try (RawPhone phone = new RawPhone()) {
            MediaSession talks = Sessions.open(engine);
            MediaSession legOfTalker = Sessions.open(engine);
            MediaSession legOfPhone = Sessions.open(engine);
            connect(talks, legOfTalker, Codec.G722);
            Sessions.agreed(legOfPhone.answer(offer(phone, Codec.OPUS), List.of("opus")));
            legOfTalker.bridge(legOfPhone);
            talks.play(new High(), _ -> {});
            assertThat(highAt(phone, Codec.OPUS)).isBetween(0.1, 0.5);
        }
    }

    @Test
    void aNarrowPeerHearsNothingOfWhatItCannotHear() throws Exception {
        MediaSession talks = Sessions.open(engine);
        MediaSession listens = Sessions.open(engine);
        connect(talks, listens, Codec.PCMU);
        Recording heard = new Recording(8_000);
        listens.listen(heard);
        talks.play(new High(), _ -> {});
        short[] samples = heard.samples();
        for (int i = 4_000; i < samples.length; i++) {
            // of 9830; its image would lie at 2 kHz
            assertThat(Math.abs(samples[i])).isLessThan((short) 100);
        }
    }

    @Test
    void keysAreHeardInTheSoundWhereThereAreNoEvents() throws Exception {
        MediaSession talks = Sessions.open(engine);
        MediaSession listens = Sessions.open(engine);
        CountDownLatch keys = new CountDownLatch(3);
        StringBuffer heard = new StringBuffer();
        listens.onDigit((digit, _) -> {
            heard.append(digit);
            keys.countDown();
        });
        listens.detectKeys(true);
        String offer = new String(talks.offer(), StandardCharsets.UTF_8).replace(" 101\r\n", "\r\n");
        talks.accept(Sessions.agreed(listens.answer(offer.getBytes(StandardCharsets.UTF_8)))
                .sdp());
        talks.sendDigits("1#8", Duration.ofMillis(100), Duration.ofMillis(100));
        Sessions.await(keys);
        assertThat(heard).hasToString("1#8");
    }

    @Test
    void aPeerThatFallsSilentIsNoticed() throws Exception {
        MediaSession stays = Sessions.open(engine);
        MediaSession leaves = Sessions.open(engine);
        CountDownLatch dead = new CountDownLatch(1);
        Sessions.connect(stays, leaves);
        stays.watch(Duration.ofMillis(300), quiet -> {
            if (quiet) {
                dead.countDown();
            }
        });
        leaves.close();
        Sessions.await(dead);
    }

    private static void connect(MediaSession offerer, MediaSession answerer, Codec codec) {
        List<String> only = List.of(codec.name());
        Negotiation.Agreed agreed = Sessions.agreed(answerer.answer(offerer.offer(only), only));
        assertThat(agreed.codec()).isEqualTo(codec);
        Sessions.agreed(offerer.accept(agreed.sdp()));
    }

    private static double amplitude(MediaSession session) throws InterruptedException {
        Recording recording = new Recording(3_200);
        session.listen(recording);
        Sessions.await(recording.full);
        double most = 0;
        for (int from = 0; from + 800 <= 3_200; from += 800) {
            most = Math.max(most, Goertzel.amplitude(recording.samples(), from, 800, 500));
        }
        return most;
    }
}
