package voipbin.sip.auth;

/** What a digest response is made of (RFC 7616, 3.4.1). */
record DigestSum(Algorithm algorithm, String username, String realm, String method, String uri) {

    /** With {@code qop=auth}. */
    String response(String password, String nonce, String count, String cnonce) {
        return algorithm.hash(secret(password) + ":" + nonce + ":" + count + ":" + cnonce + ":auth:" + target());
    }

    /** Without qop, as RFC 2069 had it: still the way of some phones. */
    String response(String password, String nonce) {
        return algorithm.hash(secret(password) + ":" + nonce + ":" + target());
    }

    private String secret(String password) {
        return algorithm.hash(username + ":" + realm + ":" + password);
    }

    private String target() {
        return algorithm.hash(method + ":" + uri);
    }
}
