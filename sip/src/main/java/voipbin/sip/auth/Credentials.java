package voipbin.sip.auth;

/** What we answer a digest challenge with. */
public record Credentials(String username, String password) {

    /** Without the password: this may reach a log. */
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
