package voipbin.platform.flow.action;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Run;

/**
 * Goes on when a value compares as wished, elsewhere when not.
 *
 * @param condition {@code == != > >= < <=}
 * @param variable the value itself, so usually written <code>${name}</code>
 * @param valueType {@code string}, {@code number} or {@code length}: which of the three it is compared with
 */
@Traits(media = Media.ANY, onError = OnError.STOP)
record ConditionVariable(
        String condition,
        String variable,
        String valueType,
        String valueString,
        float valueNumber,
        int valueLength,
        Id<Action> falseTargetId)
        implements Step {

    @Override
    public Next run(Run run) {
        boolean holds = order().map(order -> Comparison.holds(condition, order)).orElse(false);
        return holds ? Next.ONWARD : new Next.Jump(falseTargetId);
    }

    /** Below, at or above 0; empty when the two cannot be compared. */
    private Optional<Integer> order() {
        return switch (valueType) {
            case "string" -> Optional.of(variable.compareTo(valueString));
            case "number" -> number().map(number -> Float.compare(number, valueNumber));
            case "length" ->
                Optional.of(Integer.compare(variable.getBytes(StandardCharsets.UTF_8).length, valueLength));
            default -> Optional.empty();
        };
    }

    private Optional<Float> number() {
        try {
            return Optional.of(Float.parseFloat(variable));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
