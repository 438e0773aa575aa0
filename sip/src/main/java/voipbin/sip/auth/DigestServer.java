package voipbin.sip.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import voipbin.sip.message.Header;
import voipbin.sip.message.Request;

/** Checks digest credentials (RFC 7616, RFC 8760). Any thread may call. */
public final class DigestServer {

    /** How a refusal speaks: as the server that is meant (401), or as one on the way (407). */
    public enum Role {
        SERVER(401, "Unauthorized", "WWW-Authenticate"),
        PROXY(407, "Proxy Authentication Required", "Proxy-Authenticate");

        private final int status;
        private final String phrase;
        private final String header;

        Role(int status, String phrase, String header) {
            this.status = status;
            this.phrase = phrase;
            this.header = header;
        }

        public int status() {
            return status;
        }

        public String phrase() {
            return phrase;
        }

        String header() {
            return header;
        }
    }

    /** What became of a request's credentials. */
    public sealed interface Verdict {

        /** They are right. */
        record Accepted(String user) implements Verdict {}

        /**
         * They are missing, or out of date though the password is right: not a failure to be counted.
         *
         * @param headers go into the 401 or 407
         */
        record Challenge(List<Header> headers) implements Verdict {}

        /** The user or the password is wrong: answer as for a Challenge, and count it. */
        record Refused(String user, List<Header> headers) implements Verdict {}
    }

    public DigestServer(Duration nonceLife, InstantSource clock) {}

    /** Nonces live five minutes. */
    public static DigestServer of(InstantSource clock) {
        return new DigestServer(Duration.ofMinutes(5), clock);
    }

    /**
     * @param realm of the challenge and of the passwords
     * @param password finds a user's password; may block if the caller may
     */
    public Verdict check(Request request, String realm, Role role, Function<String, Optional<String>> password) {
        throw new UnsupportedOperationException();
    }
}
