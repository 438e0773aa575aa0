package voipbin.media.amd;

/** Who has answered. */
public enum Answerer {
    HUMAN,
    MACHINE,
    /** It did not become clear in time. */
    UNKNOWN
}
