package voipbin.platform.flow;

import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.platform.flow.action.LaterStep;
import voipbin.platform.flow.action.Step;

/**
 * Who does for flows what they do not do themselves.
 *
 * @param later who does what other resources of the platform do
 */
public record Services(
        FlowSource flows,
        Fetching fetching,
        Webhooks webhooks,
        Dialouts dialouts,
        RecordingPort recordings,
        ExternalMediaPort externalMedias,
        References references,
        Later later) {

    /** Knows what activeflows are about. */
    @FunctionalInterface
    public interface References {

        /** What the API shows of it now, in JSON; empty when that is nothing that flows may see. */
        String json(String referenceType, Id<?> referenceId);
    }

    /** Runs the actions of other resources: queues, conferences, AI, messages. */
    @FunctionalInterface
    public interface Later {

        /** @throws voipbin.base.Problem when it cannot be done, or nobody does it */
        Step.Next run(LaterStep step, Run run) throws InterruptedException;
    }

    /** For flows that run before anybody said who serves them. */
    static Services none() {
        return new Services(
                (_, _) -> {
                    throw missing("fetch_flow");
                },
                (_, _, _) -> {
                    throw missing("fetch");
                },
                (_, _, _) -> {
                    throw missing("webhook_send");
                },
                (_, _) -> {
                    throw missing("call");
                },
                new NoRecordings(),
                new NoExternalMedias(),
                (_, _) -> "",
                LaterStep::refuse);
    }

    private static final class NoRecordings implements RecordingPort {

        @Override
        public void start(Id<?> call, Wish wish) {
            throw missing("recording_start");
        }

        @Override
        public void stop(Id<?> call) {
            // there is none to be stopped
        }
    }

    private static final class NoExternalMedias implements ExternalMediaPort {

        @Override
        public void start(Id<?> call, Wish wish, Consumer<voipbin.base.Problem> broken) {
            throw missing("external_media_start");
        }

        @Override
        public void stop(Id<?> call) {
            // there is none to be stopped
        }
    }

    private static voipbin.base.Problem missing(String what) {
        return LaterStep.unavailable(what);
    }
}
