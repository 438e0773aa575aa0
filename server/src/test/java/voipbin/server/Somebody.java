package voipbin.server;

import voipbin.kit.auth.Caller.Kind;
import voipbin.kit.auth.Permission;

/**
 * Who asks in {@link AccessMatrixTest}, with a credential that is valid.
 *
 * @param header the header that carries the credential
 * @param foreign whether of another customer than the objects
 */
record Somebody(String name, Header header, Kind kind, int permission, boolean foreign) {

    record Header(String name, String value) {
        static Header token(String token) {
            return new Header("Authorization", "Bearer " + token);
        }

        static Header key(String key) {
            return new Header("Cookie", "accesskey=" + key);
        }
    }

    /** Who is not let in, whatever is asked for. */
    record Unwelcome(String name, Header header, int status, String reason) {}

    boolean isOperator() {
        return hasBit(Permission.PROJECT_SUPER_ADMIN);
    }

    boolean hasBit(int bits) {
        return (permission & bits) != 0;
    }

    boolean holds(int bits) {
        return isOperator() || hasBit(bits);
    }

    @Override
    public String toString() {
        return name;
    }
}
