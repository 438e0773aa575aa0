package voipbin.media.playout;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import voipbin.media.codec.Codec;
import voipbin.media.codec.Decoder;
import voipbin.media.rtp.DelayEstimate;
import voipbin.media.rtp.JitterBuffer;
import voipbin.media.rtp.RtpPacket;

/**
 * Turns a stream of packets into 20 ms of sound at each tick. It is as late as the network makes it necessary: when
 * packets are missing they are made up, when they only come later than before they are waited for, and when the delay
 * has become longer than it need be, a pitch period is left out now and then. Clocks that differ come out the same way.
 * Not safe for several threads; allocates only when the codec changes.
 */
public final class Playout {

    /** Gets what waits when it is no longer to be decoded here. */
    @FunctionalInterface
    public interface Heir {

        /** @param payload {@code [0..length)}; valid during the call only */
        void handedOver(Codec codec, byte[] payload, int length);
    }

    /** RFC 3389; a static type. */
    public static final int COMFORT_NOISE = 13;

    private static final int TOO_MANY_LATE = 10;

    /** Ticks between two cuts, lest they be heard. */
    private static final int REST = 4;

    /** Ticks after which what is made up is silence. */
    private static final int AUDIBLE = 3;

    private final short[] scratch;
    private final JitterBuffer buffer = new JitterBuffer();
    private final Fifo fifo = new Fifo();
    private final ComfortNoise noise = new ComfortNoise();
    private final Tally tally = new Tally();
    private Codec codec = Codec.PCMU;
    private Decoder decoder = codec.decoder();
    private DelayEstimate estimate = new DelayEstimate(codec.clock());
    private boolean begun;
    private boolean heard;
    /** The timestamp of the next sample to decode. */
    private int next;
    /** Timestamp units that were made up while nothing was there; not yet taken from the time line. */
    private int waited;

    private int lateInARow;
    /** How much later than necessary, in timestamp units, smoothed. */
    private double excess;

    private int rest;

    /** @param scratch has room for {@link Codec#MAX_SAMPLES}; used within calls only */
    public Playout(short[] scratch) {
        this.scratch = scratch;
    }

    /** Samples a second that {@link #read} gives now. */
    public int rate() {
        return decoder.rate();
    }

    /** Takes a packet of this codec, or of {@link #COMFORT_NOISE}, that arrived at this time of a monotonic clock. */
    public void put(@Nullable Codec of, RtpPacket packet, long nanos) {
        if (of != null && of != codec) {
            change(of);
        }
        int ahead = packet.timestamp() - next;
        int now = estimate.units(nanos);
        if (!begun || Math.abs(ahead) > 2 * codec.clock()) {
            begin(packet.timestamp());
        } else if (ahead < 0) {
            estimate.arrived(packet.timestamp(), now);
            tally.late++;
            if (++lateInARow < TOO_MANY_LATE) {
                return;
            }
            begin(packet.timestamp());
        }
        lateInARow = 0;
        estimate.arrived(packet.timestamp(), now);
        buffer.put(packet);
    }

    private void change(Codec to) {
        codec = to;
        decoder = to.decoder();
        estimate = new DelayEstimate(to.clock());
        fifo.clear();
        begun = false;
    }

    private void begin(int timestamp) {
        begun = true;
        heard = false;
        buffer.clear();
        fifo.clear();
        estimate.reset();
        next = timestamp;
        waited = 0;
        lateInARow = 0;
        excess = 0;
    }

    /** Fills the next {@code rate() / 50} samples; false before the first packet. */
    public boolean read(short[] frame, long nanos) {
        if (!begun) {
            return false;
        }
        int samples = rate() / 50;
        int due = estimate.due(estimate.units(nanos));
        if (!heard && due - next < 0 && !buffer.isEmpty()) {
            Arrays.fill(frame, 0, samples, (short) 0);
            return true;
        }
        heard = true;
        while (fifo.count() < samples) {
            more(due, samples);
        }
        keepPace(due);
        fifo.take(frame, samples);
        return true;
    }

    /** Decodes or makes up something. */
    private void more(int due, int samples) {
        if (buffer.isEmpty()) {
            makeUp(samples);
            waited += units(samples);
            return;
        }
        JitterBuffer.Waiting first = buffer.first();
        int gap = first.timestamp() - next;
        if (gap > 0 && waited > 0) {
            // What was made up while waiting stood in for what never came, or for silence.
            int covered = Math.min(gap, waited);
            next += covered;
            waited -= covered;
            gap -= covered;
            if (gap > 0 && first.timestamp() - due > units(samples)) {
                makeUp(samples);
                waited += units(samples);
                return;
            }
        }
        if (gap <= codec.clock() / 400) {
            decode(first);
        } else {
            bridge(first, gap, samples);
        }
    }

    private void decode(JitterBuffer.Waiting first) {
        waited = 0;
        if (first.type() == COMFORT_NOISE) {
            noise.describe(first.payload(), first.length());
            next = first.timestamp() + codec.clock() / 50;
            noise.fill(scratch, rate() / 50);
            fifo.append(scratch, rate() / 50);
        } else {
            noise.off();
            int samples = decoder.decode(first.payload(), 0, first.length(), scratch);
            fifo.append(scratch, Math.min(samples, fifo.room()));
            next = first.timestamp() + units(samples);
        }
        buffer.drop();
    }

    /** Makes up what is missing before a packet that has come. */
    private void bridge(JitterBuffer.Waiting first, int gap, int most) {
        int missing = Math.min(gap, units(most));
        int samples = (int) ((long) missing * rate() / codec.clock());
        if (noise.isOn()) {
            noise.fill(scratch, samples);
        } else if (missing == gap && first.type() != COMFORT_NOISE) {
            decoder.recover(first.payload(), first.length(), scratch, samples);
            tally.concealed += samples * 1_000_000_000L / rate();
        } else {
            decoder.conceal(scratch, samples);
            tally.concealed += samples * 1_000_000_000L / rate();
        }
        fifo.append(scratch, samples);
        next += missing;
    }

    private void makeUp(int samples) {
        if (noise.isOn()) {
            noise.fill(scratch, samples);
        } else {
            decoder.conceal(scratch, samples);
            tally.concealed += waited < codec.clock() / 50 * AUDIBLE ? samples * 1_000_000_000L / rate() : 0;
        }
        fifo.append(scratch, samples);
    }

    private int units(int samples) {
        return (int) ((long) samples * codec.clock() / rate());
    }

    /** Leaves out a little when what is heard is older than it need be. */
    private void keepPace(int due) {
        int playing = next - units(fifo.count());
        excess += (due - playing - excess) / 8;
        if (rest > 0) {
            rest--;
            return;
        }
        if (excess < codec.clock() / 50.0 || waited > 0 || buffer.isEmpty()) {
            return;
        }
        if (buffer.first().timestamp() == next) {
            decode(buffer.first());
        }
        int less = fifo.shorten(rate());
        if (less > 0) {
            excess -= units(less);
            rest = REST;
            tally.cut += less * 1_000_000_000L / rate();
        }
    }

    /** Shows what waits to be decoded, in its order; it goes on to wait. */
    public void handOver(Heir heir) {
        for (int i = 0; i < buffer.size(); i++) {
            JitterBuffer.Waiting waiting = buffer.get(i);
            if (begun && waiting.type() != COMFORT_NOISE) {
                heir.handedOver(codec, waiting.payload(), waiting.length());
            }
        }
    }

    /** The timestamp at which the frame that was read last begins. */
    public int position() {
        return next - units(fifo.count() + rate() / 50);
    }

    /** Begins a new time line with the next packet, as a new source does. */
    public void reset() {
        begun = false;
        buffer.clear();
        decoder.reset();
        noise.off();
    }

    /** What has happened so far. */
    public PlayoutStats stats() {
        long delay = !begun ? 0 : estimate.delay() * 1_000_000_000L / codec.clock();
        return tally.stats(buffer.duplicates(), delay);
    }
}
