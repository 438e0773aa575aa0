package voipbin.media;

import java.util.Arrays;
import voipbin.media.codec.G711;
import voipbin.media.mixer.Band;
import voipbin.media.mixer.MixFrame;
import voipbin.media.mixer.Mixer;
import voipbin.media.mixer.Voice;

/**
 * A member's place in a room: what its leg hears goes in, what it is to hear comes out. The leg's loop uses it as
 * {@link Inlet} and {@link Outlet}, the room's loop the rest; neither waits for the other.
 */
final class Seat implements Inlet, Outlet {

    private static final int NOBODY = -1;

    final MediaSession session;
    final Voice voice;
    private final Passage said = new Passage();
    private final MixRing ring;
    private long read;
    private boolean heardBefore = true;

    /** What the leg reads, for the room to make it. */
    private volatile Band band = Band.NARROW;

    /** The ordinal of the law that the leg wants encoded. */
    private volatile int law = NOBODY;

    /** Whether the member hears nothing. */
    private volatile boolean deaf;

    private volatile boolean ended;

    Seat(MediaSession session, Voice voice, MixRing ring) {
        this.session = session;
        this.voice = voice;
        this.ring = ring;
        read = ring.made();
    }

    Band band() {
        return band;
    }

    int law() {
        return law;
    }

    void deafen(boolean wanted) {
        deaf = wanted;
    }

    /** Gives what it says in this frame to the mixer. */
    void hear(Mixer mixer) {
        if (said.next()) {
            mixer.hear(voice, said.frame(), said.frameSamples());
            said.drop();
        } else {
            mixer.hear(voice, null, 0);
        }
    }

    @Override
    public void put(short[] pcm, int count) {
        said.put(pcm, count);
    }

    @Override
    public int take(short[] frame, int rate) {
        Band wanted = Band.ofRate(rate);
        if (wanted != band) {
            band = wanted;
        }
        long number = ring.next(read);
        if (number < 0) {
            return 0;
        }
        int samples = ring.frame(number).without(voice, wanted, frame);
        read = number + 1;
        return ring.stood(number) ? audible(frame, samples) : 0;
    }

    /** Who becomes deaf, or hears again, does so within a frame. */
    private int audible(short[] frame, int samples) {
        boolean hears = !deaf;
        boolean before = heardBefore;
        heardBefore = hears;
        if (!hears && !before) {
            Arrays.fill(frame, 0, samples, (short) 0);
        } else if (hears != before) {
            for (int i = 0; i < samples; i++) {
                frame[i] = (short) (frame[i] * (hears ? i : samples - i) / samples);
            }
        }
        return samples;
    }

    @Override
    public int takeEncoded(G711 wanted, byte[] payload) {
        if (law != wanted.ordinal()) {
            law = wanted.ordinal();
        }
        long number = ring.next(read);
        if (number < 0 || deaf || !heardBefore) {
            return 0;
        }
        MixFrame frame = ring.frame(number);
        int length = frame.payload(voice, wanted, payload);
        if (length == 0 || !ring.stood(number)) {
            return 0;
        }
        read = number + 1;
        return length;
    }

    @Override
    public void skip() {
        read = ring.made();
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }
}
