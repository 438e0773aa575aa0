package voipbin.media.sdp;

/** What came of reading a session description. */
public sealed interface Parsed {

    /** It could be read. */
    record Read(SessionDescription description) implements Parsed {}

    /** It is none. */
    record Malformed(String why) implements Parsed {}
}
