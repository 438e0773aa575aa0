package voipbin.media.sdp;

/** The {@code o=} line (RFC 8866 §5.2); the two numbers stay text, since peers send more digits than a long holds. */
public record Origin(String username, String sessionId, String sessionVersion, String address) {

    String line() {
        return "o=" + username + " " + sessionId + " " + sessionVersion + " " + Addresses.typed(address);
    }
}
