package voipbin.sip.auth;

/** How a challenge speaks: as the server that is meant (401), or as one on the way (407). */
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
