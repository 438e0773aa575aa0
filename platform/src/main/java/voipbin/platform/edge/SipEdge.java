package voipbin.platform.edge;

import java.util.Optional;
import voipbin.sip.IncomingCall;
import voipbin.sip.IncomingRequest;
import voipbin.sip.SipApplication;
import voipbin.sip.message.Header;
import voipbin.sip.registrar.Registrar;

/** Takes what arrives by SIP outside of our own calls. */
public final class SipEdge implements SipApplication {

    private static final Header ALLOW =
            new Header("Allow", "INVITE, ACK, BYE, CANCEL, OPTIONS, REGISTER, INFO, UPDATE, PRACK, REFER, NOTIFY");

    private final Registrar registrar;
    private volatile Optional<Arrivals> arrivals = Optional.empty();

    public SipEdge(Registrar registrar) {
        this.registrar = registrar;
    }

    /** From now on calls are taken; before, while the server starts, they are told to come again. */
    public void open(Arrivals who) {
        arrivals = Optional.of(who);
    }

    @Override
    public void onInvite(IncomingCall call) {
        arrivals.ifPresentOrElse(
                open -> open.take(call), () -> call.refuse(503, "Service Unavailable", new Header("Retry-After", "2")));
    }

    @Override
    public void onRequest(IncomingRequest request) {
        switch (request.message().method().name()) {
            case "REGISTER" -> registrar.handle(request);
            case "OPTIONS" -> request.respond(200, "OK", ALLOW);
            default -> request.respond(405, "Method Not Allowed", ALLOW);
        }
    }
}
