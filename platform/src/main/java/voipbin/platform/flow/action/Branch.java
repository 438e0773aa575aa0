package voipbin.platform.flow.action;

import java.util.Map;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Digits;
import voipbin.platform.flow.Run;

/**
 * Goes where the value of a variable leads, and empties the variable.
 *
 * @param variable its bare name; empty means the digits that were pressed
 * @param targetIds the action for each value
 * @param defaultTargetId the action for any other value
 */
@Traits(media = Media.ANY, onError = OnError.STOP)
record Branch(String variable, Map<String, Id<Action>> targetIds, Id<Action> defaultTargetId) implements Step {

    @Override
    public Next run(Run run) {
        String name = variable.isEmpty() ? Digits.VARIABLE : variable;
        String value = run.variables().get(name);
        run.variables().set(name, "");
        Id<Action> target = targetIds.getOrDefault(value, defaultTargetId);
        if (target.isNil()) {
            throw Problem.invalid("TARGET_NOT_FOUND", "target_ids", "nothing leads on from '" + value + "'");
        }
        return new Next.Jump(target);
    }
}
