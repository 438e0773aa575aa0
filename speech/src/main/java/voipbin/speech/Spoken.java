package voipbin.speech;

/** What became of an {@link Utterance}. */
public sealed interface Spoken {

    /** The first audio is there. The stream must be closed by who got it. */
    record Speaking(PcmStream audio) implements Spoken {}

    /**
     * Nobody here speaks this language, or nothing that speaks is installed.
     *
     * @param why a sentence for a person that says what to do
     */
    record Unavailable(String why) implements Spoken {}

    /**
     * It could have been spoken but was not: the text is too long, or each provider that was asked failed.
     *
     * @param why a sentence for a person
     */
    record Failed(String why) implements Spoken {}
}
