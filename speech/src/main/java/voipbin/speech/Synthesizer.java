package voipbin.speech;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import voipbin.speech.script.Passage;

/** A provider of text to speech. Safe for all threads. */
public interface Synthesizer {

    /** The name by which an {@link Utterance} asks for it, in lower case; also part of the cache's key. */
    String name();

    /** What it can do just now; cheap enough to be asked for each utterance. */
    Availability availability();

    /**
     * The voice that would speak this language.
     *
     * @param voiceId a voice wanted, or empty; one that does not exist or speaks another language is passed over
     * @return the voice wanted, or the language's default voice, or empty when the language is not spoken here
     */
    Optional<Voice> voiceFor(Locale language, String voiceId);

    /**
     * Starts to speak one passage; the audio comes as it is made. Does not block for long itself.
     *
     * @param passage a few sentences, as words alone and, when it came as SSML, as markup: take what is understood here
     * @param voice from {@link #voiceFor}
     * @param rate samples per second wanted: 8000 or 16000
     * @throws IOException when it cannot even be started
     */
    PcmStream synthesize(Passage passage, Voice voice, int rate) throws IOException;
}
