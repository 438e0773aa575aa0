package voipbin.speech;

import java.util.List;
import voipbin.base.Counters;

/** Says texts: chooses a provider, hands out the first audio early, and remembers what was said. */
public final class Speech implements AutoCloseable {

    /** @param synthesizers in the order of preference */
    public Speech(SpeechConfig config, List<Synthesizer> synthesizers, Counters counters) {
        throw new UnsupportedOperationException();
    }

    /** With flite and espeak-ng, as far as they are on the PATH. */
    public static Speech withInstalled(SpeechConfig config, Counters counters) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns once the first audio is there, or the utterance turned out to be impossible. Blocks; call it on a virtual
     * thread.
     */
    public Spoken speak(Utterance utterance) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Each provider with its voices, or why it is missing. */
    public List<Availability> available() {
        throw new UnsupportedOperationException();
    }

    /** Ends everything that is being spoken. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
