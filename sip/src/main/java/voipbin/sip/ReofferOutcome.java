package voipbin.sip;

/** What became of an offer of ours within a call. */
public sealed interface ReofferOutcome {

    /** Taken; the SDP of the 2xx: the answer, or their offer if we asked for one. */
    record Answered(byte[] sdp) implements ReofferOutcome {}

    /** Not taken: the session goes on as it was. */
    record Refused(int status, String phrase) implements ReofferOutcome {}

    /** Could not be proposed, or the call ended meanwhile. */
    record Impossible(String why) implements ReofferOutcome {}
}
