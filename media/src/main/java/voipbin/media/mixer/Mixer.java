package voipbin.media.mixer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import voipbin.media.audio.Resampler;
import voipbin.media.codec.G711;

/**
 * Mixes a room, 20 ms at a time. A frame goes: {@link #wants} for each rate and law that somebody will read,
 * {@link #hear} for each member, {@link #begin}, {@link #choose} for each member, {@link #announce}, {@link #mix}. Each
 * rate's voices are summed once, and each sum is brought to the other rates once; a member's own part is subtracted by
 * who reads. Who begins or ceases to be heard is faded over a frame. Confined to one thread; allocates only when a rate
 * is first wanted.
 */
public final class Mixer {

    private static final Band[] BANDS = Band.values();
    private static final G711[] LAWS = G711.values();

    private final Floor floor;
    private final boolean[] wanted = new boolean[BANDS.length];
    private final boolean[] encoded = new boolean[LAWS.length];
    private final int[][] own = new int[BANDS.length][];
    private final short[] flat = new short[Band.FULL.samples()];
    private final short[] converted = new short[Band.FULL.samples()];
    private final @Nullable Resampler[][] resamplers = new Resampler[BANDS.length][BANDS.length];
    /** Frames for which a band's filters still have something to give. */
    private final int[] ringing = new int[BANDS.length];

    private final short[][] last;
    private final int[] lastSamples;
    private boolean changed;

    /** @param most how many are heard at once */
    public Mixer(int most) {
        floor = new Floor(most);
        last = new short[most][0];
        lastSamples = new int[most];
        for (Band band : BANDS) {
            own[band.ordinal()] = new int[band.samples()];
        }
    }

    /** A new member. */
    public Voice join() {
        return new Voice();
    }

    /** Whether somebody reads the next mix at this rate; 8 kHz is always there. */
    public void wants(Band band) {
        wanted[band.ordinal()] = true;
    }

    /** Whether somebody wants the next mix encoded by this law. */
    public void wants(G711 law) {
        encoded[law.ordinal()] = true;
    }

    /** A member has left; what it said last is faded out. */
    public void leave(Voice voice) {
        mute(voice, true);
        hear(voice, null, 0);
    }

    /** Whether a member is to be heard by nobody. */
    public void mute(Voice voice, boolean muted) {
        voice.mute(muted);
    }

    /**
     * What a member says in this frame.
     *
     * @param pcm of 160, 320 or 960 samples; {@code null} for nothing
     */
    public void hear(Voice voice, short @Nullable [] pcm, int samples) {
        changed |= voice.hears(pcm, samples);
    }

    /** Adds what no member says. */
    public void announce(short[] pcm, int samples) {
        int band = Band.ofFrame(samples).ordinal();
        int[] sum = own[band];
        for (int i = 0; i < samples; i++) {
            sum[i] += pcm[i];
        }
        ringing[band] = 2;
    }

    /** Begins a frame. */
    public void begin() {
        floor.begin();
    }

    /** Lets one be heard who speaks, if there is a place; once a frame for each after {@link #begin}. */
    public void choose(Voice voice) {
        if (voice.speaks()) {
            floor.ask(voice);
        }
    }

    /** Whether somebody began or ceased to speak since the last call. */
    public boolean speakersChanged() {
        boolean now = changed;
        changed = false;
        return now;
    }

    /** Whether a member is among those who are heard. */
    public boolean isHeard(Voice voice) {
        return floor.has(voice);
    }

    /** Writes the frame and forgets what was wanted. */
    public void mix(MixFrame frame) {
        for (int place = 0; place < floor.size(); place++) {
            put(place, frame);
        }
        for (Band to : BANDS) {
            boolean make = to == Band.NARROW || wanted[to.ordinal()];
            frame.made[to.ordinal()] = make;
            if (make) {
                total(to, frame);
            }
        }
        for (G711 law : LAWS) {
            encode(law, frame);
        }
        for (Band band : BANDS) {
            Arrays.fill(own[band.ordinal()], 0);
            ringing[band.ordinal()] = Math.max(0, ringing[band.ordinal()] - 1);
        }
        Arrays.fill(wanted, false);
    }

    private void put(int place, MixFrame frame) {
        Voice voice = floor.at(place);
        if (voice == null) {
            frame.seat(place, null);
            lastSamples[place] = 0;
            return;
        }
        int said = voice.samples();
        int before = floor.entering(place) ? 0 : lastSamples[place];
        int samples = said == 0 ? before : said;
        frame.seat(place, samples == 0 ? null : voice);
        if (samples == 0) {
            return;
        }
        // Who reads its own voice's band subtracts it there.
        wants(Band.ofFrame(samples));
        short[] part = frame.part(place, samples);
        if (said == 0) {
            echo(last[place], samples, part);
        } else {
            fade(voice.frame(), samples, part, floor.entering(place) ? 0 : 1, floor.leaving(place) ? 0 : 1);
        }
        keep(place, said, part);
        announce(part, samples);
    }

    /** Nothing came from who was heard: its last frame backwards, fading, goes on where that ended. */
    private static void echo(short[] before, int samples, short[] part) {
        for (int i = 0; i < samples; i++) {
            part[i] = (short) (before[samples - 1 - i] * (samples - i) / samples);
        }
    }

    private static void fade(short[] said, int samples, short[] part, int from, int to) {
        if (from == 1 && to == 1) {
            System.arraycopy(said, 0, part, 0, samples);
            return;
        }
        for (int i = 0; i < samples; i++) {
            part[i] = (short) (said[i] * (from * (samples - i) + to * i) / samples);
        }
    }

    private void keep(int place, int samples, short[] part) {
        if (last[place].length < samples) {
            last[place] = new short[Band.FULL.samples()];
        }
        System.arraycopy(part, 0, last[place], 0, samples);
        lastSamples[place] = samples;
    }

    /** A band's own voices, and those of the others brought to its rate. */
    private void total(Band to, MixFrame frame) {
        frame.open(to);
        int[] sum = frame.sums[to.ordinal()];
        System.arraycopy(own[to.ordinal()], 0, sum, 0, sum.length);
        for (Band from : BANDS) {
            if (from != to && ringing[from.ordinal()] > 0) {
                convert(from, to);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += converted[i];
                }
            }
        }
        short[] mix = frame.mixes[to.ordinal()];
        for (int i = 0; i < sum.length; i++) {
            mix[i] = MixFrame.saturated(sum[i]);
        }
    }

    private void convert(Band from, Band to) {
        Resampler filter = resamplers[from.ordinal()][to.ordinal()];
        if (filter == null) {
            filter = new Resampler(from.rate(), to.rate());
            resamplers[from.ordinal()][to.ordinal()] = filter;
        }
        int[] sum = own[from.ordinal()];
        for (int i = 0; i < sum.length; i++) {
            flat[i] = MixFrame.saturated(sum[i]);
        }
        filter.frame(flat, sum.length, converted);
    }

    private void encode(G711 law, MixFrame frame) {
        int at = law.ordinal();
        frame.encoded[at] = encoded[at];
        if (encoded[at]) {
            int samples = Band.NARROW.samples();
            if (frame.payloads[at].length == 0) {
                frame.payloads[at] = new byte[samples];
            }
            law.encode(frame.mixes[0], samples, frame.payloads[at]);
        }
        encoded[at] = false;
    }
}
