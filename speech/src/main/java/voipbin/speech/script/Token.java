package voipbin.speech.script;

/** What a marked-up text consists of. */
sealed interface Token {

    /** @param divisible whether it may be cut at the end of a sentence */
    record Text(String text, boolean divisible) implements Token {}

    /** @param tag the start tag as it is written into the markup */
    record Open(String name, String tag) implements Token {

        boolean startsSentence() {
            return name.equals("p") || name.equals("s");
        }
    }

    /** The end of the innermost {@link Open}. */
    record Close() implements Token {}

    record Break(Pause pause) implements Token {}
}
