package voipbin.sip;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers every call with SDP, every other request by default, and keeps what arrives. */
final class Ringer implements SipApplication {

    static final byte[] ANSWER = "v=0\r\n".getBytes(StandardCharsets.UTF_8);

    final BlockingQueue<IncomingCall> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<IncomingRequest> requests = new LinkedBlockingQueue<>();
    final Ear ear = new Ear();

    @Override
    public void onInvite(IncomingCall call) {
        call.listener(ear);
        calls.add(call);
        call.answer(ANSWER);
    }

    @Override
    public void onRequest(IncomingRequest request) {
        requests.add(request);
        request.respondByDefault();
    }
}
