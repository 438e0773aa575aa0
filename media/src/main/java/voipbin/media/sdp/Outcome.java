package voipbin.media.sdp;

/** What came of an offer and its answer. */
public sealed interface Outcome {

    /** They agree; {@code sdp} is our description. */
    @SuppressWarnings("ArrayRecordComponent") // a message body, handed on as it is and never compared
    record Agreed(byte[] sdp, AgreedMedia media) implements Outcome {}

    /** They do not; whatever was agreed before still holds. */
    record Refused(String why) implements Outcome {}
}
