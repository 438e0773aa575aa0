package voipbin.sip.registrar;

/**
 * Somebody who may register.
 *
 * @param aor what the bindings are kept under, e.g. {@code 1000@domain}
 * @param user the digest user name
 */
public record Account(String aor, String user, String password) {

    /** Without the password: this may reach a log. */
    @Override
    public String toString() {
        return "Account[" + aor + "]";
    }
}
