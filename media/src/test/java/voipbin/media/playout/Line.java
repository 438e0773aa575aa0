package voipbin.media.playout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import voipbin.media.audio.Goertzel;
import voipbin.media.codec.Codec;
import voipbin.media.codec.Encoder;
import voipbin.media.codec.OpusOptions;
import voipbin.media.rtp.RtpPackets;

/**
 * A phone that says a tone over a network that loses, delays and doubles packets by a seeded dice; time is made by
 * hand.
 */
final class Line {

    static final long TICK = 20_000_000;
    static final double HERTZ = 437;
    static final double AMPLITUDE = 0.3;

    /**
     * What the network does.
     *
     * @param loss share of packets lost
     * @param jitter most that a packet is delayed, in milliseconds, evenly spread
     * @param doubled share of packets that come twice
     * @param skew how much faster than ours the phone's clock is, in parts per million
     */
    record Weather(double loss, int jitter, double doubled, int skew) {}

    private record Flying(long arrival, int number, byte[] payload) {}

    final Playout playout = new Playout(new short[Codec.MAX_SAMPLES]);
    private final Codec codec;
    private final Weather weather;
    private final Random random;
    final List<Short> heard = new ArrayList<>();
    int lost;

    Line(Codec codec, Weather weather, long seed) {
        this.codec = codec;
        this.weather = weather;
        random = new Random(seed);
    }

    /** So many packets, heard to their end. */
    Line run(int packets) {
        List<Flying> flying = fly(packets);
        int next = 0;
        short[] frame = new short[960];
        for (long now = TICK / 2; now < (packets + 20L) * TICK; now += TICK) {
            while (next < flying.size() && flying.get(next).arrival <= now) {
                deliver(flying.get(next++));
            }
            if (playout.read(frame, now + 1_000_000_000L)) {
                for (int i = 0; i < playout.rate() / 50; i++) {
                    heard.add(frame[i]);
                }
            }
        }
        return this;
    }

    private List<Flying> fly(int packets) {
        Encoder encoder = codec.encoder(new OpusOptions(true, 24_000, false));
        List<Flying> flying = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            byte[] payload = new byte[Codec.MAX_PAYLOAD];
            int length = encoder.encode(tone(encoder.rate(), i), payload);
            byte[] exact = java.util.Arrays.copyOf(payload, length);
            long sent = i * TICK - i * TICK / 1_000_000 * weather.skew;
            if (random.nextDouble() < weather.loss) {
                lost++;
                continue;
            }
            for (int copies = random.nextDouble() < weather.doubled ? 2 : 1; copies > 0; copies--) {
                flying.add(new Flying(sent + (long) (random.nextDouble() * weather.jitter * 1e6), i, exact));
            }
        }
        flying.sort(Comparator.comparingLong(Flying::arrival));
        return flying;
    }

    static short[] tone(int rate, int frame) {
        short[] pcm = new short[rate / 50];
        for (int i = 0; i < pcm.length; i++) {
            double at = (double) (frame * pcm.length + i) / rate;
            pcm[i] = (short) (AMPLITUDE * Short.MAX_VALUE * Math.sin(2 * Math.PI * HERTZ * at));
        }
        return pcm;
    }

    private void deliver(Flying packet) {
        int timestamp = Integer.MAX_VALUE - 5000 + packet.number * codec.clock() / 50;
        playout.put(
                codec,
                RtpPackets.view(RtpPackets.of(codec.payloadType(), packet.number, timestamp, packet.payload)),
                packet.arrival + 1_000_000_000L);
    }

    /** How much of the power of what was heard is the tone, over pieces of 40 ms after the first second: 0 to 1. */
    double purity() {
        int rate = playout.rate();
        int length = rate / 25;
        double sum = 0;
        int pieces = 0;
        for (int from = rate; from + length <= heard.size() - rate / 2; from += length) {
            short[] piece = new short[length];
            double power = 1e-9;
            for (int i = 0; i < length; i++) {
                piece[i] = heard.get(from + i);
                power += (double) piece[i] * piece[i] / length / Short.MAX_VALUE / Short.MAX_VALUE;
            }
            double amplitude = Goertzel.amplitude(piece, 0, length, HERTZ * 8000 / rate);
            double loud = Math.min(1, power / (AMPLITUDE * AMPLITUDE / 2));
            sum += Math.min(1, amplitude * amplitude / 2 / power) * loud;
            pieces++;
        }
        return sum / pieces;
    }
}
