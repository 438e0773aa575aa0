package voipbin.media.playout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import voipbin.media.codec.Codec;
import voipbin.media.rtp.RtpPackets;

/** Time is made by hand and the dice are seeded: the same figures each time. */
class PlayoutTest {

    private static final Line.Weather FINE = new Line.Weather(0, 0, 0, 0);

    @Test
    void aGoodNetworkIsHeardWholeAndSoon() {
        for (Codec codec : Codec.available()) {
            Line line = new Line(codec, FINE, 1).run(250);
            PlayoutStats stats = line.playout.stats();
            print(line, codec, FINE);
            assertThat(line.purity()).as("%s", codec).isGreaterThan(pure(codec));
            assertThat(stats.late()).isZero();
            assertThat(stats.delay()).isLessThanOrEqualTo(Duration.ofMillis(40));
        }
    }

    @Test
    void lossesAreMadeUp() {
        for (Codec codec : Codec.available()) {
            for (int percent : new int[] {1, 5, 20}) {
                Line.Weather weather = new Line.Weather(percent / 100.0, 5, 0, 0);
                Line line = new Line(codec, weather, percent).run(700);
                print(line, codec, weather);
                assertThat(line.purity())
                        .as("%s %d", codec, percent)
                        .isGreaterThan(pure(codec) - percent * (codec == Codec.OPUS ? 2.5 : 1) / 100 - 0.02);
            }
        }
    }

    @Test
    void jitterIsWaitedForAndNoLonger() {
        for (Codec codec : Codec.available()) {
            for (int jitter : new int[] {10, 150}) {
                Line.Weather weather = new Line.Weather(0.01, jitter, 0.02, 0);
                Line line = new Line(codec, weather, jitter).run(1000);
                print(line, codec, weather);
                PlayoutStats stats = line.playout.stats();
                assertThat(stats.late()).as("%s %d", codec, jitter).isLessThan(60);
                assertThat(line.purity()).isGreaterThan(0.9);
                assertThat(stats.delay()).isLessThanOrEqualTo(Duration.ofMillis(jitter + 40));
                assertThat(stats.duplicates()).isPositive();
            }
        }
    }

    @Test
    void clocksThatDifferAreFollowed() {
        for (int skew : new int[] {-500, 500}) {
            Line.Weather weather = new Line.Weather(0, 5, 0, skew);
            Line line = new Line(Codec.PCMU, weather, 3).run(6000);
            print(line, Codec.PCMU, weather);
            assertThat(line.purity()).isGreaterThan(0.97);
            assertThat(line.playout.stats().late()).isLessThan(5);
        }
    }

    @Test
    void aPauseOfTheSenderIsSilentAndWhatFollowsIsHeard() {
        Playout playout = new Playout(new short[Codec.MAX_SAMPLES]);
        int first = -1;
        int second = -1;
        short[] frame = new short[960];
        for (int tick = 0; tick < 200; tick++) {
            if (tick < 10 || tick >= 100 && tick < 120) {
                put(playout, Codec.PCMU, tick, tick);
            }
            playout.read(frame, tick * Line.TICK + 1_000_000);
            boolean loud = Math.abs(frame[80]) > 4000;
            first = loud && first < 0 ? tick : first;
            second = loud && tick > 60 && second < 0 ? tick : second;
            assertThat(loud && tick > 20 && tick < 100).isFalse();
        }
        assertThat(first).isBetween(1, 3);
        assertThat(second).isBetween(101, 103);
    }

    @Test
    void comfortNoiseLastsUntilSomethingElseComes() {
        Playout playout = new Playout(new short[Codec.MAX_SAMPLES]);
        short[] frame = new short[960];
        for (int tick = 0; tick < 100; tick++) {
            if (tick < 10 || tick >= 60) {
                put(playout, Codec.PCMU, tick, tick);
            } else if (tick == 10) {
                playout.put(
                        null,
                        RtpPackets.view(RtpPackets.of(Playout.COMFORT_NOISE, 10, 1600, new byte[] {40})),
                        tick * Line.TICK);
            }
            playout.read(frame, tick * Line.TICK + 1_000_000);
            if (tick == 50) {
                double power = 0;
                for (int i = 0; i < 160; i++) {
                    power += (double) frame[i] * frame[i] / 160;
                }
                assertThat(20 * Math.log10(Math.sqrt(power) / 32_767)).isBetween(-43.0, -37.0);
            }
        }
        assertThat(Math.abs(frame[80])).isGreaterThan((short) 4000);
    }

    @Test
    void theCodecMayChangeWithinACall() {
        Playout playout = new Playout(new short[Codec.MAX_SAMPLES]);
        short[] frame = new short[960];
        for (int tick = 0; tick < 150; tick++) {
            put(playout, tick < 50 ? Codec.PCMU : tick < 100 ? Codec.G722 : Codec.PCMA, tick, tick);
            playout.read(frame, tick * Line.TICK + 1_000_000);
            if (tick == 40 || tick == 90 || tick == 140) {
                assertThat(playout.rate()).isEqualTo(tick == 90 ? 16_000 : 8000);
                assertThat(Math.abs(frame[80])).isGreaterThan((short) 4000);
            }
        }
    }

    @Test
    void anythingMayArrive() {
        Random random = new Random(2);
        Playout playout = new Playout(new short[Codec.MAX_SAMPLES]);
        Codec[] codecs = Codec.available().toArray(new Codec[0]);
        short[] frame = new short[960];
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(1400)];
            random.nextBytes(payload);
            boolean wild = random.nextInt(50) == 0;
            int type = random.nextInt(20) == 0 ? Playout.COMFORT_NOISE : 0;
            int timestamp = wild ? random.nextInt() : i * 160 + random.nextInt(2000) - 1000;
            Codec codec = type == 0 ? codecs[i / 1000 % codecs.length] : null;
            playout.put(codec, RtpPackets.view(RtpPackets.of(type, i, timestamp, payload)), i * Line.TICK);
            playout.read(frame, i * Line.TICK);
            if (random.nextInt(500) == 0) {
                playout.reset();
            }
        }
        assertThat(playout.stats().late()).isPositive();
    }

    /** A packet whose every sample is 8000. */
    private static void put(Playout playout, Codec codec, int number, int tick) {
        short[] pcm = new short[codec.rate() / 50];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (i / 16 % 2 == 0 ? 8000 : -8000);
        }
        byte[] payload = new byte[Codec.MAX_PAYLOAD];
        int length = codec.encoder(voipbin.media.codec.OpusOptions.OURS).encode(pcm, payload);
        byte[] exact = java.util.Arrays.copyOf(payload, length);
        playout.put(
                codec,
                RtpPackets.view(RtpPackets.of(codec.payloadType(), number, number * 160, exact)),
                tick * Line.TICK);
    }

    /** Opus is made for speech: of a pure tone at 24 kbit/s it keeps less. */
    private static double pure(Codec codec) {
        return codec == Codec.OPUS ? 0.97 : 0.99;
    }

    private static void print(Line line, Codec codec, Line.Weather weather) {
        PlayoutStats stats = line.playout.stats();
        System.out.printf(
                "%-4s loss %4.1f %% jitter %3d ms skew %4d: lost %3d late %3d concealed %4d ms cut %4d ms delay %3d ms"
                        + " purity %.3f%n",
                codec,
                100 * weather.loss(),
                weather.jitter(),
                weather.skew(),
                line.lost,
                stats.late(),
                stats.concealed().toMillis(),
                stats.cut().toMillis(),
                stats.delay().toMillis(),
                line.purity());
    }
}
