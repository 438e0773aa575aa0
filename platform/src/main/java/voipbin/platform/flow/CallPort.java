package voipbin.platform.flow;

import voipbin.base.Id;
import voipbin.kit.sql.Tx;

/**
 * What a flow may do to its call. Blocking methods return when the thing is done, throw a {@link voipbin.base.Problem}
 * when it cannot be done, and end by interruption when the call is over.
 */
public interface CallPort {

    /** Answers an incoming call; an outgoing one runs its flow only once it is answered. */
    void answer() throws InterruptedException;

    /** What the call hears. */
    SoundPort sounds();

    /** What is pressed there. */
    KeyPort keys();

    /** Who has answered it. */
    AnswerPort answers();

    /** What is known of it. */
    FactPort facts();

    /**
     * Rings others and connects the first who answers; returns when that is over.
     *
     * @return false when the flow is to end: nobody could be rung, or the caller has been told why nobody answered
     */
    boolean connect(Connection wish) throws InterruptedException;

    /** Joins a bridge, and returns when either side has left it. */
    void join(Id<?> confbridge) throws InterruptedException;

    /** Ends the call. */
    void hangup(String reason);

    /** Ends the call for the reason that another one has ended for; normally when that one has not. */
    void hangupLike(Id<?> call);

    /** Shows which action the call is in, inside the transaction that records it on the activeflow. */
    void show(Tx tx, Action action);

    /** Tells as an event that an action could not do what it should. */
    void failed(Action action, String reason, String message);

    /** The flow is over: so is the call. */
    void flowEnded();
}
