package voipbin.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What those beside a leg say in a tick, and to whom. Confined to the loop; allocates when somebody joins only. */
final class Asides {

    private static final Logger LOG = LoggerFactory.getLogger(Asides.class);

    /** Samples of 20 ms at the highest rate that there is. */
    private static final int WIDEST = 960;

    private static final int TICKS = 50;

    /** Whether somebody speaks that way. */
    @FunctionalInterface
    interface Way {

        boolean isOf(Aside one);
    }

    private static final Way TO_PEER = Aside::speaksToPeer;
    private static final Way AS_PEER = Aside::speaksAsPeer;

    private static final class Saying {

        final Aside aside;
        final short[] pcm = new short[Source.FRAME];
        boolean said;

        Saying(Aside aside) {
            this.aside = aside;
        }
    }

    /** The sum of what is said one way, at the rate of what it is said into. */
    private static final class Sum {

        final short[] pcm = new short[Source.FRAME];
        final short[] wide = new short[WIDEST];
        final Rate widening = new Rate();
    }

    private final List<Saying> all = new ArrayList<>(0);
    private @Nullable Sum toPeer;
    private @Nullable Sum asPeer;
    private boolean reachedPeer;

    void add(Aside one) {
        all.add(new Saying(one));
        toPeer = one.speaksToPeer() && toPeer == null ? new Sum() : toPeer;
        asPeer = one.speaksAsPeer() && asPeer == null ? new Sum() : asPeer;
    }

    void remove(Tap tap) {
        all.removeIf(one -> one.aside == tap);
        toPeer = speak(TO_PEER) ? toPeer : null;
        asPeer = speak(AS_PEER) ? asPeer : null;
    }

    private boolean speak(Way way) {
        return all.stream().anyMatch(one -> way.isOf(one.aside));
    }

    /** Whether anybody may speak to the peer, so that its packets are ours to make. */
    boolean speakToPeer() {
        return toPeer != null;
    }

    /** Whether anybody may speak as the peer, so that its packets must not go on as they are. */
    boolean speakAsPeer() {
        return asPeer != null;
    }

    /** Asks everybody what to say in this tick. */
    void listen() {
        reachedPeer = false;
        for (int i = 0; i < all.size(); i++) {
            Saying one = all.get(i);
            int count = said(one);
            one.said = count > 0;
            if (one.said) {
                Arrays.fill(one.pcm, count, Source.FRAME, (short) 0);
            }
        }
    }

    private static int said(Saying one) {
        try {
            return one.aside.say(one.pcm);
        } catch (RuntimeException bug) {
            LOG.error("what is said beside a call broke", bug);
            return 0;
        }
    }

    /** Adds what is said to the peer to a frame of whatever rate. */
    void toPeer(short[] pcm, int samples) {
        Sum sum = toPeer;
        reachedPeer = true;
        if (sum != null) {
            sum(sum, TO_PEER);
            add(sum, pcm, samples);
        }
    }

    /** Adds what is said as the peer to a frame of whatever rate; false when that is nothing. */
    boolean asPeer(short[] pcm, int samples) {
        Sum sum = asPeer;
        if (sum == null || !sum(sum, AS_PEER)) {
            return false;
        }
        add(sum, pcm, samples);
        return true;
    }

    private boolean sum(Sum sum, Way way) {
        Arrays.fill(sum.pcm, (short) 0);
        return add(sum.pcm, way, null);
    }

    private static void add(Sum sum, short[] pcm, int samples) {
        sum.widening.to(samples * TICKS);
        plus(pcm, sum.widening.convert(sum.pcm, Source.FRAME, sum.wide), samples);
    }

    /** Adds to 20 ms at 8000 Hz what all but one have said to the peer, if it has heard that. */
    boolean addSaidToPeer(short[] pcm, @Nullable Tap but) {
        return reachedPeer && add(pcm, TO_PEER, but);
    }

    /** Adds to 20 ms at 8000 Hz what all but one have said as the peer. */
    boolean addSaidAsPeer(short[] pcm, @Nullable Tap but) {
        return add(pcm, AS_PEER, but);
    }

    private boolean add(short[] pcm, Way way, @Nullable Tap but) {
        boolean any = false;
        for (int i = 0; i < all.size(); i++) {
            Saying one = all.get(i);
            if (one.said && one.aside != but && way.isOf(one.aside)) {
                plus(pcm, one.pcm, Source.FRAME);
                any = true;
            }
        }
        return any;
    }

    private static void plus(short[] pcm, short[] other, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) Math.clamp(pcm[i] + other[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }
}
