package voipbin.platform.edge;

import voipbin.sip.CallListener;
import voipbin.sip.CallOutcome;
import voipbin.sip.IncomingCall;
import voipbin.sip.IncomingRequest;
import voipbin.sip.SipApplication;
import voipbin.sip.message.Header;
import voipbin.sip.registrar.Registrar;

/** Takes what arrives by SIP outside of our own calls. */
public final class SipEdge implements SipApplication {

    private static final Header ALLOW = new Header("Allow", "REGISTER, OPTIONS, INVITE, ACK, CANCEL, BYE");

    private final Registrar registrar;

    public SipEdge(Registrar registrar) {
        this.registrar = registrar;
    }

    /** Nothing can be dialled into yet: each destination is one that does not exist. */
    @Override
    public void onInvite(IncomingCall call) {
        call.listener(new CallListener() {
            @Override
            public void onEnded(CallOutcome outcome) {
                // refused below, and that is all
            }
        });
        call.refuse(404, "Not Found");
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
