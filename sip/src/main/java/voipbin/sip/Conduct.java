package voipbin.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import voipbin.sip.guard.Guard;
import voipbin.sip.guard.Offence;
import voipbin.sip.guard.Scanners;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transport.Hop;
import voipbin.sip.transport.SipTrace;

/** Tells the guard how its sources behave, as it shows in what we answer them. */
final class Conduct {

    private final Optional<Guard> guard;

    Conduct(Optional<Guard> guard) {
        this.guard = guard;
    }

    /** Whether to read a message from there. */
    boolean admits(Hop source) {
        return guard.isEmpty() || guard.get().admits(source.address().getAddress());
    }

    /** We have sent a request there. */
    void asked(Hop target) {
        guard.ifPresent(keeper -> keeper.asked(target.address().getAddress()));
    }

    void malformed(Hop source) {
        offended(source, Offence.MALFORMED);
    }

    /** Whether a scanner sent it, which gets no answer. */
    boolean isScan(Request request, Hop source) {
        if (guard.isEmpty() || !Scanners.sent(request)) {
            return false;
        }
        offended(source, Offence.SCANNER);
        return true;
    }

    /** A request outside a dialog has got its final answer. */
    void answered(Request request, Response response, Hop source) {
        if (guard.isEmpty() || request.to().tag().isPresent()) {
            return;
        }
        boolean proves = request.headers().first("Authorization").isPresent()
                || request.headers().first("Proxy-Authorization").isPresent();
        switch (response.status()) {
            case 401, 407 -> {
                if (!proves) {
                    offended(source, Offence.CHALLENGED);
                } else if (!isStale(response)) {
                    offended(source, Offence.WRONG_PASSWORD);
                }
            }
            case 403, 404, 484, 604 -> offended(source, Offence.REFUSED);
            case 200 -> {
                // nobody's registrar accepts credentials that it has not checked; an INVITE's may be for show
                if (proves && request.is(Method.REGISTER)) {
                    guard.get().authenticated(source.address().getAddress());
                }
            }
            default -> {}
        }
    }

    /** The password was right, the nonce too old (RFC 7616, 3.3). */
    private static boolean isStale(Response response) {
        return response.header("WWW-Authenticate")
                .or(() -> response.header("Proxy-Authenticate"))
                .filter(challenge -> challenge.contains("stale=true"))
                .isPresent();
    }

    private void offended(Hop source, Offence offence) {
        guard.ifPresent(keeper -> keeper.offended(source.address().getAddress(), offence));
    }

    /** What is dropped unread is not traced either: a flood must not fill the books. */
    static SipTrace watched(SipConfig config) {
        SipTrace trace = config.trace();
        return config.guard()
                .filter(_ -> trace != SipTrace.NONE)
                .<SipTrace>map(guard -> new Unblocked(trace, guard))
                .orElse(trace);
    }

    private record Unblocked(SipTrace trace, Guard guard) implements SipTrace {

        @Override
        public void received(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {
            InetAddress source = from.getAddress();
            if (!guard.isBlocked(source)) {
                trace.received(message, from, to, at);
            }
        }

        @Override
        public void sent(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {
            trace.sent(message, from, to, at);
        }
    }
}
