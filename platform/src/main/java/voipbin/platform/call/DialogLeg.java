package voipbin.platform.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import voipbin.media.DigitListener;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.media.sdp.Direction;
import voipbin.sip.CallListener;
import voipbin.sip.CallOutcome;
import voipbin.sip.ReferRequest;
import voipbin.sip.Reoffer;
import voipbin.sip.ReofferOutcome;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Request;

/** What the legs of both directions have in common: a SIP dialog with its media, and what happens within it. */
abstract class DialogLeg implements Leg, CallListener {

    private final MediaSession media;
    private final Consumer<CallSignal> tell;
    private volatile Consumer<ReferRequest> referred = refer -> refer.refuse(603, "Decline");
    private volatile Optional<Cause> cause = Optional.empty();
    private volatile boolean held;

    DialogLeg(MediaSession media, Consumer<CallSignal> tell) {
        this.media = media;
        this.tell = tell;
        media.detectKeys(true);
    }

    /** Our end of the dialog, once there is one. */
    abstract CompletableFuture<? extends voipbin.sip.Call> dialog();

    final void tell(CallSignal signal) {
        tell.accept(signal);
    }

    /** Why the leg ends, whatever its end will say. */
    final void endFor(Cause why) {
        cause = Optional.of(why);
    }

    @Override
    public final MediaSession media() {
        return media;
    }

    @Override
    public final void onDigit(DigitListener listener) {
        media.onDigit(listener);
    }

    @Override
    public final void onRefer(Consumer<ReferRequest> listener) {
        referred = listener;
    }

    @Override
    public final void onRefer(ReferRequest refer) {
        referred.accept(refer);
    }

    @Override
    public final void watch(Duration quiet, Consumer<Boolean> listener) {
        if (quiet.isPositive()) {
            media.watch(quiet, listener);
        }
    }

    @Override
    public final void onUnprotected(Consumer<String> listener) {
        media.onUnprotected(listener);
    }

    /** RFC 3264 §8.4: we send, the peer is to be silent. */
    @Override
    public final CompletableFuture<ReofferOutcome> hold(boolean on) {
        CompletableFuture<ReofferOutcome> heard = new CompletableFuture<>();
        Direction direction = on ? Direction.SENDONLY : Direction.SENDRECV;
        dialog().thenAccept(dialog ->
                dialog.reoffer(media.reoffer(direction), outcome -> heard.complete(held(outcome, on))));
        return heard;
    }

    private ReofferOutcome held(ReofferOutcome outcome, boolean on) {
        return switch (outcome) {
            case ReofferOutcome.Answered(byte[] sdp) ->
                switch (media.accept(sdp)) {
                    case Negotiation.Agreed _ -> {
                        held = on;
                        yield outcome;
                    }
                    case Negotiation.Refused(String why) -> new ReofferOutcome.Impossible(why);
                };
            case ReofferOutcome.Refused _, ReofferOutcome.Impossible _ -> outcome;
        };
    }

    /** A peer's change within the dialog: hold, resume, another address (RFC 3264 §8). */
    @Override
    public final void onReoffer(Reoffer reoffer) {
        Optional<byte[]> offer = reoffer.offer();
        if (offer.isEmpty()) {
            reoffer.answer(media.reoffer(held ? Direction.SENDONLY : Direction.SENDRECV));
            return;
        }
        switch (media.reanswer(offer.get())) {
            case Negotiation.Agreed agreed -> reoffer.answer(agreed.sdp());
            case Negotiation.Refused _ -> reoffer.refuse(488);
        }
    }

    @Override
    public final void onInfo(Request info) {
        InfoDigit.of(info).ifPresent(key -> media.pressed(key.digit(), key.held()));
    }

    /** A gateway's Reason knows the telephone network's own cause. */
    @Override
    public final void onEnded(CallOutcome outcome, List<Reason> reasons) {
        media.close();
        tell(new CallSignal.Released(cause.orElseGet(() -> Cause.of(outcome, reasons))));
    }

    @Override
    public final void onEnded(CallOutcome outcome) {
        onEnded(outcome, List.of());
    }
}
