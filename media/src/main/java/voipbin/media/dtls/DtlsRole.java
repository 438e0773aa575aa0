package voipbin.media.dtls;

/** Who begins a handshake (RFC 5763 §5). */
public enum DtlsRole {
    /** Waits for the peer's ClientHello: {@code a=setup:passive}. */
    SERVER("passive"),
    /** Sends the ClientHello: {@code a=setup:active}. */
    CLIENT("active");

    private final String setup;

    DtlsRole(String setup) {
        this.setup = setup;
    }

    /** How the role is told in SDP's {@code a=setup} (RFC 4145 §4). */
    public String setup() {
        return setup;
    }
}
