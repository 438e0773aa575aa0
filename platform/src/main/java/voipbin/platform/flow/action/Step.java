package voipbin.platform.flow.action;

import java.util.List;
import voipbin.base.Id;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Run;

/**
 * An action that can be run. Each type is one record in one file of this package: its components are the options,
 * {@link #run} is what it does. The permits clause, with that of {@link LaterStep}, is the list of all there are.
 */
public sealed interface Step
        permits Amd,
                Answer,
                Beep,
                Block,
                Branch,
                Call,
                ConditionCallDigits,
                ConditionCallStatus,
                ConditionDatetime,
                ConditionVariable,
                ConfbridgeJoin,
                Connect,
                DigitsReceive,
                DigitsSend,
                Echo,
                Empty,
                ExternalMediaStart,
                ExternalMediaStop,
                Fetch,
                FetchFlow,
                Goto,
                Hangup,
                LaterStep,
                Mute,
                Play,
                RecordingStart,
                RecordingStop,
                Sleep,
                Stop,
                StreamEcho,
                Talk,
                VariableSet,
                WebhookSend {

    /** A step that has actions of its own. */
    sealed interface Nested permits Call {

        List<Action> actions();
    }

    /** Where a flow goes after a step. */
    sealed interface Next {

        Next ONWARD = new Onward();
        Next STOP = new End();

        /** To what follows. */
        record Onward() implements Next {}

        /** Nowhere: the flow ends. */
        record End() implements Next {}

        /** To another action, in the same stack or further out. */
        record Jump(Id<Action> target) implements Next {}

        /**
         * Through these, and then to what follows.
         *
         * @param service who may end them before ({@code Activeflows.leave}): a conferencecall, a queuecall; or nil
         */
        record Push(Id<?> service, List<Action> actions) implements Next {
            Push(List<Action> actions) {
                this(Id.nil(), actions);
            }
        }
    }

    /**
     * Does the step on the flow's own thread; may block, ends by interruption when the flow is stopped.
     *
     * @throws voipbin.base.Problem when it could not be done
     */
    Next run(Run run) throws InterruptedException;
}
