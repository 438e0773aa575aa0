package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Digits;
import voipbin.platform.flow.Run;

/**
 * Goes on when enough digits were pressed, elsewhere when not.
 *
 * @param length at least so many; 0 asks for none
 * @param key a text that is among them; empty asks for none
 */
@Traits(media = Media.RTC, onError = OnError.STOP)
record ConditionCallDigits(int length, String key, Id<Action> falseTargetId) implements Step {

    @Override
    public Next run(Run run) {
        String digits = run.variables().get(Digits.VARIABLE);
        boolean holds = length != 0 && digits.length() >= length || !key.isEmpty() && digits.contains(key);
        return holds ? Next.ONWARD : new Next.Jump(falseTargetId);
    }
}
