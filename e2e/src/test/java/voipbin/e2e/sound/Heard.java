package voipbin.e2e.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A recording and what can be said of it. Immutable. */
public final class Heard {
    /** 100 ms with less than this root mean square (about -46 dBFS) is silence. */
    private static final double SILENCE = 160;

    private final Wav wav;

    Heard(Wav wav) {
        this.wav = wav;
    }

    /** A WAV file of 16-bit PCM, one channel, any rate. */
    public static Heard in(Path file) {
        return new Heard(Wav.read(file));
    }

    /** Samples of 16 bits, little endian, one channel. */
    public static Heard of(int rate, byte[] pcm) {
        var samples = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new Heard(new Wav(rate, samples));
    }

    /** Samples a second. */
    public int rate() {
        return wav.rate();
    }

    /** The same for a file that its program may still be closing: waits up to 3 s for its header. */
    public static Heard finished(Path file) {
        var end = Instant.now().plusSeconds(3);
        while (!Wav.isFinished(file)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("nothing was recorded into " + file);
            }
            Pause.briefly();
        }
        return in(file);
    }

    public Duration duration() {
        return time(wav.samples().length);
    }

    /** Root mean square of each full 100 ms, 0 to 32768. */
    public double[] energies() {
        return energies(100);
    }

    /** When the first sound begins, to 100 ms; fails the test if all is silent. */
    public Duration speechStart() {
        return Duration.ofMillis(100L * loud().findFirst().orElseThrow(Heard::silent));
    }

    /** When the last sound ends, to 100 ms; fails the test if all is silent. */
    public Duration speechEnd() {
        return Duration.ofMillis(100L * (loud().max().orElseThrow(Heard::silent) + 1L));
    }

    /** From first to last sound. */
    public Duration speechLength() {
        return speechEnd().minus(speechStart());
    }

    public boolean isSilent() {
        return loud().findAny().isEmpty();
    }

    /**
     * How much of a tone is in it: the share of all energy (0 to 1), by Goertzel's algorithm over each 100 ms, so that
     * a packet lost or repeated does not spoil the whole.
     *
     * @param frequency Hz, a multiple of 10, below half of the recording's rate
     */
    public double share(double frequency) {
        var step = wav.rate() / 10;
        double tone = 0;
        double all = 0;
        for (var from = 0; from + step <= wav.samples().length; from += step) {
            var energy = energy(from, step);
            all += energy * energy;
            tone += tone(frequency, from, step);
        }
        return all == 0 ? 0 : tone / all;
    }

    /**
     * How alike the rise and fall of the energy is to that of another recording, whatever their level, rate and start:
     * 1 is the same, other sentences of this length give under 0.7.
     */
    public double likeness(Heard other) {
        return Envelope.likeness(energies(Envelope.STEP), other.energies(Envelope.STEP));
    }

    /**
     * How alike (-1 to 1) the stretch is that is most alike to the speech of a shorter recording, whatever is around
     * it.
     */
    public double contains(Heard part) {
        return find(part).likeness();
    }

    /** Where that stretch begins. */
    public Duration whereIs(Heard part) {
        return Duration.ofMillis((long) Envelope.STEP * find(part).index());
    }

    private Envelope.Found find(Heard part) {
        return Envelope.find(part.energies(Envelope.STEP), energies(Envelope.STEP));
    }

    /** The words a recogniser makes of it, lower case; English only, and loosely. */
    public String words() {
        return Recogniser.words(wav);
    }

    /** The share of the text's words (0 to 1) that the recogniser found, in order and loosely. */
    public double holds(String text) {
        return Words.found(text, words());
    }

    private double[] energies(int milliseconds) {
        var step = wav.rate() * milliseconds / 1000;
        return IntStream.range(0, wav.samples().length / step)
                .mapToDouble(i -> energy(i * step, step))
                .toArray();
    }

    private double energy(int from, int length) {
        double sum = 0;
        for (var i = from; i < from + length; i++) {
            sum += (double) wav.samples()[i] * wav.samples()[i];
        }
        return Math.sqrt(sum / length);
    }

    /** Mean square of the tone within these samples. */
    private double tone(double frequency, int from, int length) {
        var coefficient = 2 * Math.cos(2 * Math.PI * frequency / wav.rate());
        double before = 0;
        double last = 0;
        for (var i = from; i < from + length; i++) {
            var next = wav.samples()[i] + coefficient * last - before;
            before = last;
            last = next;
        }
        return 2 * (last * last + before * before - coefficient * last * before) / ((double) length * length);
    }

    private IntStream loud() {
        var energies = energies();
        return IntStream.range(0, energies.length).filter(i -> energies[i] > SILENCE);
    }

    private Duration time(long samples) {
        return Duration.ofNanos(samples * 1_000_000_000L / wav.rate());
    }

    private static AssertionError silent() {
        return new AssertionError("the recording is silent");
    }

    @Override
    public String toString() {
        return "Heard[" + duration() + ", energies "
                + Arrays.toString(
                        Arrays.stream(energies()).mapToLong(Math::round).toArray()) + "]";
    }
}
