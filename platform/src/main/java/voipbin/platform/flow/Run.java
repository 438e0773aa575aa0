package voipbin.platform.flow;

import java.util.function.Consumer;
import voipbin.base.Problem;

/** What an action finds when it runs: the activeflow, what it is about, and whom it may ask. */
public interface Run {

    /** As it was at its beginning: whose it is and what it is about. */
    Activeflow activeflow();

    /**
     * The call; there is one whenever an action runs that is meant for calls.
     *
     * @throws IllegalStateException without one
     */
    CallPort call();

    Variables variables();

    Digits digits();

    Time time();

    Services services();

    /** Ends the present action, so that the flow goes on; from any thread, does not block. */
    void skip();

    /** Counts the jumps of the present action; whether this one is within the limit. */
    boolean jumpsWithin(int limit);

    /** Who is told, later and on any thread, what the present action could not do although the flow has gone on. */
    Consumer<Problem> told();
}
