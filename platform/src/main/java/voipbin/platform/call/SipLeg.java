package voipbin.platform.call;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.sip.CallListener;
import voipbin.sip.CallOutcome;
import voipbin.sip.CallRequest;
import voipbin.sip.OutgoingCall;
import voipbin.sip.ReferRequest;
import voipbin.sip.Reoffer;
import voipbin.sip.SipStack;
import voipbin.sip.message.Header;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Response;

/** One SIP dialog with its media. The stack calls back on its own thread; the actor calls from its. */
final class SipLeg implements Leg, CallListener {

    private static final int RINGING = 180;

    private final SipStack stack;
    private final CallRequest request;
    private final MediaSession media;
    private final Consumer<CallSignal> tell;
    private final Consumer<String> named;

    /** The stack may call back before {@code stack.call} has returned. */
    private final CompletableFuture<OutgoingCall> call = new CompletableFuture<>();

    private boolean agreed;
    private volatile Consumer<ReferRequest> referred = refer -> refer.refuse(603, "Decline");
    private volatile Optional<Cause> cause = Optional.empty();

    /** @param named is told the Call-ID */
    SipLeg(SipStack stack, CallRequest request, MediaSession media, Consumer<CallSignal> tell, Consumer<String> named) {
        this.stack = stack;
        this.request = request;
        this.media = media;
        this.tell = tell;
        this.named = named;
    }

    @Override
    public void dial() {
        OutgoingCall dialled = stack.call(request, this);
        named.accept(dialled.callId());
        call.complete(dialled);
    }

    @Override
    public void release() {
        release(Cause.NORMAL);
    }

    @Override
    public void release(Cause why) {
        Header reason = why.reason().header();
        call.thenAccept(dialled -> dialled.hangup(reason));
    }

    @Override
    public MediaSession media() {
        return media;
    }

    @Override
    public void onProgress(Response provisional) {
        if (provisional.hasBody() && media.accept(provisional.body()) instanceof Negotiation.Agreed) {
            agreed = true;
            tell.accept(new CallSignal.EarlyMedia());
        } else if (provisional.status() >= RINGING) {
            tell.accept(new CallSignal.Rings());
        }
    }

    @Override
    public void onAnswered(Response ok) {
        if (agreed && !ok.hasBody()) {
            // the answer came in a reliable provisional response and is not repeated (RFC 3262 §5)
            tell.accept(new CallSignal.Answered());
            return;
        }
        switch (media.accept(ok.body())) {
            case Negotiation.Agreed _ -> tell.accept(new CallSignal.Answered());
            case Negotiation.Refused(String why) -> {
                cause = Optional.of(Cause.INCOMPATIBLE);
                Header reason = new Header("Reason", "SIP;cause=488;text=\"" + why.replaceAll("[^ -~]|\"", " ") + "\"");
                call.thenAccept(answered -> answered.hangup(reason));
            }
        }
    }

    @Override
    public void onRefer(Consumer<ReferRequest> listener) {
        referred = listener;
    }

    @Override
    public void onRefer(ReferRequest refer) {
        referred.accept(refer);
    }

    @Override
    public void onReoffer(Reoffer reoffer) {
        Reoffers.answer(media, reoffer);
    }

    /** A gateway's Reason knows the telephone network's own cause. */
    @Override
    public void onEnded(CallOutcome outcome, List<Reason> reasons) {
        media.close();
        tell.accept(new CallSignal.Released(cause.orElseGet(() -> Cause.of(outcome, reasons))));
    }

    @Override
    public void onEnded(CallOutcome outcome) {
        onEnded(outcome, List.of());
    }
}
