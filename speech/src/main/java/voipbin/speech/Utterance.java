package voipbin.speech;

/**
 * What shall be said.
 *
 * @param text plain text, or SSML when it is a well-formed {@code <speak>} document; at most 64 KiB of UTF-8
 * @param language a BCP-47 tag such as {@code pt-BR}; empty means {@code en-US}
 * @param provider the name of the provider to prefer ({@code flite}, {@code espeak}); empty or unknown leaves the
 *     choice to the language
 * @param voiceId the provider's name of a voice; one that it does not have for the language means the language's
 *     default voice
 * @param rate samples per second of the audio wanted: 8000 or 16000
 */
public record Utterance(String text, String language, String provider, String voiceId, int rate) {

    /** @throws IllegalArgumentException when the rate is neither 8000 nor 16000 */
    public Utterance {
        if (rate != 8000 && rate != 16000) {
            throw new IllegalArgumentException("rate " + rate + ": 8000 or 16000");
        }
    }

    /** The same at this rate. */
    public Utterance at(int wanted) {
        return new Utterance(text, language, provider, voiceId, wanted);
    }

    /** The text in a language, by the default provider and voice, at 8 kHz. */
    public static Utterance of(String text, String language) {
        return new Utterance(text, language, "", "", 8000);
    }
}
