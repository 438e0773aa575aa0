package voipbin.platform.edge;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import voipbin.base.Counters;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.auth.Role;
import voipbin.sip.auth.Verdict;
import voipbin.sip.message.Header;

/**
 * Asks callers who they are: 407 without credentials, 403 for wrong ones, the same for users that are there and that
 * are not.
 */
final class InviteDigest {

    private final DigestServer digest;
    private final LongAdder refused;

    InviteDigest(DigestServer digest, Counters counters) {
        this.digest = digest;
        this.refused = counters.counter("edge.invites.unauthorized");
    }

    /** @param password finds a user's */
    Outcome check(
            Ringing ringing,
            String realm,
            Function<String, Optional<String>> password,
            Function<String, Outcome> accepted) {
        return switch (digest.check(ringing.invite(), realm, Role.PROXY, password)) {
            case Verdict.Accepted(String user) -> accepted.apply(user);
            case Verdict.Challenge(List<Header> headers) ->
                new Outcome.Refused(Role.PROXY.status(), Role.PROXY.phrase(), headers);
            case Verdict.Refused _ -> {
                refused.increment();
                yield Outcome.FORBIDDEN;
            }
        };
    }
}
