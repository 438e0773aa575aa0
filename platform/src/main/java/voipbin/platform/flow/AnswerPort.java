package voipbin.platform.flow;

import java.util.function.Consumer;
import voipbin.media.amd.Answerer;

/** Who has answered a call. */
public interface AnswerPort {

    /** Listens from now on, until it is clear who it is. */
    Answerer find() throws InterruptedException;

    /** The same beside the flow: returns at once, tells on another thread. */
    void find(Consumer<Answerer> then);

    /** Waits until a machine's message has ended, by its beep or by silence. */
    void awaitMessageEnd() throws InterruptedException;
}
