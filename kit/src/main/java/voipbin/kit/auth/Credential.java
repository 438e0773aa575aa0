package voipbin.kit.auth;

/** What a request brought along to say who asks; never empty. */
public sealed interface Credential {

    /** A token of ours, signed. */
    record Jwt(String token) implements Credential {
        @Override
        public String toString() {
            return "Jwt";
        }
    }

    /** An access key, {@code vb_…}. */
    record Accesskey(String key) implements Credential {
        @Override
        public String toString() {
            return "Accesskey";
        }
    }
}
