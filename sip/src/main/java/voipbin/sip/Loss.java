package voipbin.sip;

import java.util.Optional;
import voipbin.sip.message.Method;
import voipbin.sip.message.Response;

/** Whether what became of a request within a dialog means that the peer has left it (RFC 3261, 12.2.1.2). */
final class Loss {

    private Loss() {}

    /** Why the dialog is lost; empty if it is not. */
    static Optional<String> of(Method method, RequestOutcome outcome) {
        // a subscription may end alone (RFC 5057, 5.1), and a PRACK may come too late
        boolean ownLife = method.equals(Method.NOTIFY) || method.equals(Method.REFER) || method.equals(Method.PRACK);
        return ownLife ? Optional.empty() : of(outcome);
    }

    private static Optional<String> of(RequestOutcome outcome) {
        return switch (outcome) {
            case RequestOutcome.Answered(Response response) ->
                response.status() == 481 || response.status() == 408
                        ? Optional.of("the peer does not know the call")
                        : Optional.empty();
            case RequestOutcome.TimedOut() -> Optional.of("the peer is silent");
            case RequestOutcome.Unreachable(String _) -> Optional.empty();
        };
    }
}
