package voipbin.sip;

import java.time.Duration;

/**
 * What the stack's calls ask for and insist on.
 *
 * @param sessionExpires how long a session may go without a refresh (RFC 4028); zero asks for no session timer and
 *     grants none
 * @param leastSession Min-SE: shorter wishes get 422; at least 90 s by the RFC
 * @param redirects how many targets of 3xx responses a call of ours follows (RFC 3261, 8.1.3.4); 0 follows none and
 *     ends as {@link CallOutcome.Redirected}
 */
public record CallTerms(Duration sessionExpires, Duration leastSession, int redirects) {

    /** Half an hour, 90 s, no redirects. */
    public static final CallTerms STANDARD = new CallTerms(Duration.ofMinutes(30), Duration.ofSeconds(90), 0);

    public CallTerms withSession(Duration expires, Duration least) {
        return new CallTerms(expires, least, redirects);
    }

    public CallTerms withRedirects(int most) {
        return new CallTerms(sessionExpires, leastSession, most);
    }
}
