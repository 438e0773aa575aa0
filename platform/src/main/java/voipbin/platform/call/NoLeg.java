package voipbin.platform.call;

import java.util.function.Consumer;
import voipbin.media.MediaSession;

/** A leg that could not be made: it is gone as soon as it is dialled. */
record NoLeg(Consumer<CallSignal> tell, Cause why) implements Leg {

    /** What a call has before it dials. */
    static final NoLeg NOT_DIALLED = new NoLeg(_ -> {}, Cause.FAILURE);

    @Override
    public void dial() {
        tell.accept(new CallSignal.Released(why));
    }

    @Override
    public void release() {
        // gone already
    }

    @Override
    public MediaSession media() {
        throw new IllegalStateException("a leg that was never answered has no media");
    }
}
