package voipbin.platform.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import voipbin.media.DigitListener;
import voipbin.media.MediaSession;
import voipbin.sip.ReferRequest;
import voipbin.sip.ReofferOutcome;

/** The wire side of a call: one SIP dialog with its media. Told what to do by one actor. */
interface Leg {

    /** Starts dialling; what follows is told to the call as signals, {@link CallSignal.Released} last. */
    void dial();

    /** Lets go by CANCEL or BYE, whatever fits; the leg is gone when {@link CallSignal.Released} has been told. */
    void release();

    /** The same for a reason, which a caller who has not been answered is told. */
    default void release(Cause why) {
        release();
    }

    /** 180 to a caller; without effect on a leg that we dialled, or that is answered. */
    default void ring() {}

    /** Lets a caller hear us before the answer: 183; without effect on a leg that we dialled, or that is answered. */
    default void progress() {}

    /** 200 to a caller; {@link CallSignal.Answered} follows, or the end if we cannot agree on media. */
    default void answer() {}

    /** Who hears that the far end wants to hand the call on; without anybody that is declined. */
    default void onRefer(Consumer<ReferRequest> listener) {}

    /** Who hears of the keys that are pressed there, on the media loop. */
    default void onDigit(DigitListener listener) {}

    /** Tells when nothing has come from there for so long, and when it is there again; nothing if that is zero. */
    default void watch(Duration quiet, Consumer<Boolean> listener) {}

    /** Tells why media that was to be protected cannot be: nobody hears anything then. On the media loop. */
    default void onUnprotected(Consumer<String> listener) {}

    /** Tells the far end not to send, or to send again, and says what it makes of that. */
    default CompletableFuture<ReofferOutcome> hold(boolean on) {
        return CompletableFuture.completedFuture(new ReofferOutcome.Impossible("there is no dialog"));
    }

    /** The leg that this one is to take the place of (RFC 3891). */
    default Optional<Leg> replaces() {
        return Optional.empty();
    }

    /** The leg's media, for what plays and listens. Closed together with the leg. */
    MediaSession media();
}
