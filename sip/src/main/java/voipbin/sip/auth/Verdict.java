package voipbin.sip.auth;

import java.util.List;
import voipbin.sip.message.Header;

/** What became of a request's credentials. */
public sealed interface Verdict {

    /** They are right. */
    record Accepted(String user) implements Verdict {}

    /**
     * They are missing, or out of date though the password is right: no failure to be counted.
     *
     * @param headers go into the 401 or 407
     */
    record Challenge(List<Header> headers) implements Verdict {}

    /** The user or the password is wrong: answer as for a Challenge, and count it. */
    record Refused(String user, List<Header> headers) implements Verdict {}
}
