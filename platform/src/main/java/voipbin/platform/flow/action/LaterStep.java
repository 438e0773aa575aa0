package voipbin.platform.flow.action;

import voipbin.base.Problem;
import voipbin.platform.flow.Run;

/**
 * An action that another resource of the platform does, through {@link voipbin.platform.flow.Services.Later}. As long
 * as that resource is not there it fails with {@code ACTION_UNAVAILABLE}, and the flow ends or goes on as the type's
 * error class says.
 */
public sealed interface LaterStep extends Step
        permits AiSummary,
                AiTalk,
                AiTask,
                CaseCreate,
                ConferenceJoin,
                ConversationSend,
                EmailSend,
                MessageSend,
                QueueJoin,
                TranscribeRecording,
                TranscribeStart,
                TranscribeStop {

    @Override
    default Next run(Run run) throws InterruptedException {
        return run.services().later().run(this, run);
    }

    /** What a server answers that has nobody for it. */
    static Next refuse(LaterStep step, Run run) {
        throw unavailable(StepType.names().stream()
                .filter(name -> StepType.find(name).orElseThrow().options() == step.getClass())
                .findFirst()
                .orElseThrow());
    }

    /** The failure of an action that nobody does. */
    static Problem unavailable(String type) {
        return new Problem(
                Problem.Status.UNAVAILABLE, "ACTION_UNAVAILABLE", "This server does not do " + type + " yet.");
    }
}
