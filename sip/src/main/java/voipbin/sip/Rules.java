package voipbin.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import voipbin.sip.dialog.SessionTimer;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.OtherUri;
import voipbin.sip.message.Request;
import voipbin.sip.transaction.ServerTransaction;

/** What is refused before anybody looks at it (RFC 3261, 8.2.2, 8.2.3 and 16.3). */
final class Rules {

    /** Gives a final answer. */
    @FunctionalInterface
    interface Refusal {
        void answer(ServerTransaction transaction, int status, String phrase, Header... headers);
    }

    private Rules() {}

    /** Whether it has been refused. */
    static boolean refuse(ServerTransaction transaction, CallTerms terms, Refusal refusal) {
        Request request = transaction.request();
        List<String> unknown = new ArrayList<>(request.words("Require"));
        unknown.removeIf(option -> Responses.EXTENSIONS.contains(option.toLowerCase(Locale.ROOT)));
        if (request.is(Method.REGISTER)) {
            // proxies on the way insist on it (RFC 3327, 5.1); whether we keep it is the registrar's matter
            unknown.removeIf("path"::equalsIgnoreCase);
        }
        if (request.uri() instanceof OtherUri other
                && !other.scheme().toLowerCase(Locale.ROOT).equals("tel")) {
            refusal.answer(transaction, 416, "Unsupported URI Scheme");
        } else if (request.maxForwards().orElse(70) == 0 && !request.is(Method.OPTIONS)) {
            refusal.answer(transaction, 483, "Too Many Hops");
        } else if (!unknown.isEmpty()) {
            refusal.answer(transaction, 420, "Bad Extension", new Header("Unsupported", String.join(", ", unknown)));
        } else if (request.is(Method.INVITE) && request.to().tag().isEmpty()) {
            return refuseInvite(transaction, terms, refusal);
        } else {
            return false;
        }
        return true;
    }

    private static boolean refuseInvite(ServerTransaction transaction, CallTerms terms, Refusal refusal) {
        Request invite = transaction.request();
        Header accept = new Header("Accept", Bodies.ACCEPT);
        if (invite.hasBody() && !Bodies.isSession(invite) && !Bodies.optional(invite)) {
            refusal.answer(
                    transaction, 415, "Unsupported Media Type", accept, new Header("Accept-Encoding", "identity"));
        } else if (!Bodies.accepted(invite)) {
            refusal.answer(transaction, 406, "Not Acceptable", accept);
        } else if (SessionTimer.tooSmall(invite, terms.leastSession())) {
            Header least =
                    new Header("Min-SE", Long.toString(terms.leastSession().toSeconds()));
            refusal.answer(transaction, 422, "Session Interval Too Small", least);
        } else {
            return false;
        }
        return true;
    }
}
