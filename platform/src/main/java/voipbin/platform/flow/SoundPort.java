package voipbin.platform.flow;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import voipbin.base.Problem;
import voipbin.speech.Utterance;

/** What a flow lets its call hear. What blocks returns when it has been played. */
public interface SoundPort {

    /** Speaks and returns when the last word has been played. */
    void talk(Utterance utterance) throws InterruptedException;

    /** Begins to speak and returns at once; what is played later takes its place. */
    void speak(Utterance utterance, Consumer<Problem> broken);

    /** Plays sound files one after another. */
    void play(List<URI> urls) throws InterruptedException;

    /**
     * Keeps sound from passing, besides what is kept back already.
     *
     * @param direction {@code in} from the call's endpoint, {@code out} to it, {@code both} or empty
     * @throws Problem for anything else
     */
    void mute(String direction);

    /** A short beep. */
    void beep() throws InterruptedException;

    /** Lets the caller hear itself, for so long. */
    void echo(Duration duration) throws InterruptedException;
}
