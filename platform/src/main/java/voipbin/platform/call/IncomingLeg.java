package voipbin.platform.call;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.sip.IncomingCall;
import voipbin.sip.Phrases;
import voipbin.sip.Replaced;
import voipbin.sip.message.Header;
import voipbin.sip.message.Request;

/**
 * The SIP dialog of a call to us with its media. Nothing is agreed before it is needed: whoever is refused never gets a
 * packet. The actor answers and releases, the flow's thread may ring and play before that.
 */
final class IncomingLeg extends DialogLeg {

    private static final String SDP = "application/sdp";

    private final IncomingCall call;

    /** The caller has offered nothing: our answer is the offer, and its ACK the answer (RFC 3261, 13.2.2.4). */
    private final boolean offerless;

    private volatile boolean answered;
    private byte @Nullable [] description;

    IncomingLeg(IncomingCall call, MediaSession media, Consumer<CallSignal> tell) {
        super(media, tell);
        this.call = call;
        this.offerless = !call.invite().hasBody();
    }

    @Override
    public void dial() {
        call.listener(this);
    }

    @Override
    public void ring() {
        call.ring();
    }

    @Override
    public void progress() {
        if (offerless) {
            // what we offered in an unreliable response could not be answered (RFC 3262, 5)
            call.ring();
        } else if (!answered) {
            agree().ifPresent(sdp -> call.progress(183, Optional.of(sdp)));
        }
    }

    @Override
    public void answer() {
        agree().ifPresent(sdp -> {
            answered = true;
            call.answer(sdp);
            tell(new CallSignal.Answered());
        });
    }

    /** Our description, the same every time; empty when the call has been refused over it. */
    private synchronized Optional<byte[]> agree() {
        // a lock: the actor answers while the flow may want to be heard before
        if (description == null) {
            description = offerless ? media().offer() : agreed();
        }
        return Optional.ofNullable(description);
    }

    private byte @Nullable [] agreed() {
        String type = call.invite().contentType().orElse(SDP);
        if (!type.regionMatches(true, 0, SDP, 0, SDP.length())) {
            refuse(415, "Unsupported Media Type", new Header("Accept", SDP));
            return null;
        }
        return switch (media().answer(call.invite().body())) {
            case Negotiation.Agreed agreed -> agreed.sdp();
            case Negotiation.Refused _ -> {
                refuse(488, "Not Acceptable Here");
                yield null;
            }
        };
    }

    private void refuse(int status, String phrase, Header... headers) {
        endFor(Cause.INCOMPATIBLE);
        call.refuse(status, phrase, headers);
    }

    @Override
    public void release() {
        release(Cause.NORMAL);
    }

    @Override
    public void release(Cause why) {
        Header reason = why.reason().header();
        if (answered) {
            call.hangup(reason);
        } else {
            call.refuse(why.status(), Phrases.of(why.status()), reason);
        }
    }

    @Override
    public Optional<Leg> replaces() {
        return call.replaces()
                .map(Replaced::listener)
                .filter(Leg.class::isInstance)
                .map(Leg.class::cast);
    }

    @Override
    CompletableFuture<IncomingCall> dialog() {
        return CompletableFuture.completedFuture(call);
    }

    @Override
    public void onConfirmed(Request ack) {
        if (offerless && media().accept(ack.body()) instanceof Negotiation.Refused) {
            endFor(Cause.INCOMPATIBLE);
            call.hangup(new Header("Reason", "SIP;cause=488;text=\"Not Acceptable Here\""));
        }
    }
}
