package voipbin.platform.call;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import voipbin.base.Id;
import voipbin.media.MediaSession;
import voipbin.media.audio.HoldMusic;
import voipbin.media.audio.Silence;
import voipbin.platform.call.Call.MuteDirection;

/**
 * What is switched on and off about a call's sound (calls §1.9). What the far end hears is, the first that there is: a
 * text said by {@code /talk}; what the flow plays; music on hold; silence; whom it is connected with. Who is muted
 * {@code out} hears none of them.
 */
final class CallAudio {

    private final Id<Call> call;
    private final Supplier<Leg> leg;
    private final CallStore store;

    // requests and the flow meet here; a lock, held while the row is written, so that it ends up saying what is heard
    private final ReentrantLock lock = new ReentrantLock();
    private MuteDirection muted = MuteDirection.NONE;
    private boolean music;
    private boolean silent;

    CallAudio(Id<Call> call, Supplier<Leg> leg, CallStore store) {
        this.call = call;
        this.leg = leg;
        this.store = store;
    }

    void music(boolean on) {
        lock.lock();
        try {
            music = on;
            cover();
        } finally {
            lock.unlock();
        }
    }

    void silence(boolean on) {
        lock.lock();
        try {
            silent = on;
            cover();
        } finally {
            lock.unlock();
        }
    }

    private void cover() {
        MediaSession media = media();
        if (music) {
            media.cover(new HoldMusic());
        } else if (silent) {
            media.cover(new Silence());
        } else {
            media.uncover();
        }
    }

    void mute(MuteDirection direction) {
        lock.lock();
        try {
            set(muted.with(direction));
        } finally {
            lock.unlock();
        }
    }

    void unmute(MuteDirection direction) {
        lock.lock();
        try {
            set(muted.without(direction));
        } finally {
            lock.unlock();
        }
    }

    private void set(MuteDirection direction) {
        media().mute(direction.isIn(), direction.isOut());
        muted = direction;
        store.mute(call, direction);
    }

    /** A caller who is not answered hears music as early media. */
    private MediaSession media() {
        leg.get().progress();
        return leg.get().media();
    }
}
