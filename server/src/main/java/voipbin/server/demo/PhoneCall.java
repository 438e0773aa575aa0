package voipbin.server.demo;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import voipbin.media.MediaEngine;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.media.Opening;
import voipbin.media.Sink;
import voipbin.sip.CallListener;
import voipbin.sip.CallOutcome;
import voipbin.sip.IncomingCall;
import voipbin.sip.message.Request;

/** One call to the demo's phone: rings for half a second, answers and listens. */
final class PhoneCall implements CallListener {

    private static final int RINGS_MILLIS = 500;

    private final IncomingCall call;
    private final MediaEngine engine;
    private final InetAddress address;
    private final Sink ear;
    private final Phone.Events events;
    private final CompletableFuture<MediaSession> media = new CompletableFuture<>();

    PhoneCall(IncomingCall call, MediaEngine engine, InetAddress address, Sink ear, Phone.Events events) {
        this.call = call;
        this.engine = engine;
        this.address = address;
        this.ear = ear;
        this.events = events;
    }

    void ring() {
        call.ring();
        events.rings().complete(call.invite().from().uri().toString());
        CompletableFuture.delayedExecutor(RINGS_MILLIS, TimeUnit.MILLISECONDS).execute(this::answer);
    }

    private void answer() {
        if (events.ended().isDone()) {
            return;
        }
        switch (engine.open(address)) {
            case Opening.Opened(MediaSession session) -> answer(session);
            case Opening.NoPortLeft() -> call.refuse(503, "Service Unavailable");
        }
    }

    private void answer(MediaSession session) {
        switch (session.answer(call.invite().body())) {
            case Negotiation.Agreed agreed -> {
                session.listen(ear);
                media.complete(session);
                events.answered().complete(agreed.codec().toString());
                call.answer(agreed.sdp());
            }
            case Negotiation.Refused(String _) -> {
                session.close();
                call.refuse(488, "Not Acceptable Here");
            }
        }
    }

    @Override
    public void onConfirmed(Request ack) {
        // the answer has arrived; media has been flowing since it was sent
    }

    @Override
    public void onEnded(CallOutcome outcome) {
        media.thenAccept(MediaSession::close);
        events.ended().complete(outcome);
    }
}
