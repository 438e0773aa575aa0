package voipbin.platform.flow.action;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
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

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    @Override
    public Next run(Run run) {
        boolean holds = order().map(order -> Comparison.holds(condition, order)).orElse(false);
        return holds ? Next.ONWARD : new Next.Jump(falseTargetId);
    }

    /** Below, at or above 0; empty when the two cannot be compared. */
    private Optional<Integer> order() {
        return switch (valueType) {
            case "string" -> Optional.of(Arrays.compareUnsigned(utf8(variable), utf8(valueString)));
            // + 0: a negative zero is none
            case "number" -> number().map(number -> Float.compare(number + 0, valueNumber + 0));
            case "length" -> Optional.of(Integer.compare(utf8(variable).length, valueLength));
            default -> Optional.empty();
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Decimal only: Java's own reading takes {@code 1f}, {@code 0x1p3}, {@code NaN} and blanks for numbers too. */
    private Optional<Float> number() {
        return Optional.of(variable)
                .filter(text -> DECIMAL.matcher(text).matches())
                .map(Float::parseFloat)
                .filter(Float::isFinite);
    }
}
