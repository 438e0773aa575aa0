package voipbin.platform.call;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.sip.CallRequest;
import voipbin.sip.OutgoingCall;
import voipbin.sip.SipStack;
import voipbin.sip.message.Header;
import voipbin.sip.message.Response;

/** One SIP dialog with its media. The stack calls back on its own thread; the actor calls from its. */
final class SipLeg extends DialogLeg {

    private static final int RINGING = 180;

    private final SipStack stack;
    private final CallRequest request;
    private final Consumer<String> named;

    /** The stack may call back before {@code stack.call} has returned. */
    private final CompletableFuture<OutgoingCall> call = new CompletableFuture<>();

    private boolean agreed;

    /** @param named is told the Call-ID */
    SipLeg(SipStack stack, CallRequest request, MediaSession media, Consumer<CallSignal> tell, Consumer<String> named) {
        super(media, tell);
        this.stack = stack;
        this.request = request;
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
    CompletableFuture<OutgoingCall> dialog() {
        return call;
    }

    @Override
    public void onProgress(Response provisional) {
        if (provisional.hasBody() && media().accept(provisional.body()) instanceof Negotiation.Agreed) {
            agreed = true;
            tell(new CallSignal.EarlyMedia());
        } else if (provisional.status() >= RINGING) {
            tell(new CallSignal.Rings());
        }
    }

    @Override
    public void onAnswered(Response ok) {
        if (agreed && !ok.hasBody()) {
            // the answer came in a reliable provisional response and is not repeated (RFC 3262 §5)
            tell(new CallSignal.Answered());
            return;
        }
        switch (media().accept(ok.body())) {
            case Negotiation.Agreed _ -> tell(new CallSignal.Answered());
            case Negotiation.Refused(String why) -> {
                endFor(Cause.INCOMPATIBLE);
                Header reason = new Header("Reason", "SIP;cause=488;text=\"" + why.replaceAll("[^ -~]|\"", " ") + "\"");
                call.thenAccept(answered -> answered.hangup(reason));
            }
        }
    }
}
