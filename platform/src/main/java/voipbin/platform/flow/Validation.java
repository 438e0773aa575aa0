package voipbin.platform.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import voipbin.base.Problem;
import voipbin.platform.flow.action.Step;
import voipbin.platform.flow.action.StepType;

/** Looks at actions before they are kept, and says where the first mistake is. */
final class Validation {

    private static final Set<String> ANONYMOUS = Set.of("", "yes", "no", "auto");

    /** The types of actions that say how the caller is shown. */
    private static final Set<String> CALLING = Set.of("call", "connect");

    /** What clients may use: empty is a place to jump to that only the platform's own flows have. */
    private static final Set<String> CLIENTS = StepType.names().stream()
            .filter(name -> !name.equals("empty"))
            .collect(Collectors.toCollection(TreeSet::new));

    private Validation() {}

    /** @param place of the list, e.g. {@code actions} */
    static void check(String place, List<Action> actions) {
        for (int i = 0; i < actions.size(); i++) {
            check(place + "[" + i + "]", actions.get(i));
        }
    }

    private static void check(String place, Action action) {
        if (CALLING.contains(action.type())) {
            requireAnonymous(place, action);
        }
        StepType type = StepType.find(action.type())
                .filter(found -> CLIENTS.contains(found.name()))
                .orElseThrow(() -> Problem.invalid(
                        "INVALID_ACTION_TYPE",
                        place + ".type",
                        "'" + action.type() + "' is not known; known are " + String.join(", ", CLIENTS)));
        Step step = read(place + ".option", type, action.option());
        if (step instanceof Step.Nested nested) {
            check(place + ".option.actions", nested.actions());
        }
    }

    private static Step read(String place, StepType type, Map<String, Object> option) {
        try {
            return type.read(literal(option));
        } catch (Problem mistake) {
            Map<String, Object> detail =
                    mistake.details().isEmpty() ? Map.of() : mistake.details().getFirst();
            Object field = detail.get("field");
            throw Problem.invalid(
                    "INVALID_ACTION_OPTION",
                    field == null || field.equals("body") ? place : place + "." + field,
                    Objects.toString(detail.get("rule"), mistake.getMessage()));
        }
    }

    /** Without what variables will say: that shows when it runs. */
    private static Map<String, Object> literal(Map<String, Object> option) {
        Map<String, Object> kept = new LinkedHashMap<>();
        option.forEach((key, value) -> {
            if (!variable(value)) {
                kept.put(key, value);
            }
        });
        return kept;
    }

    private static boolean variable(@Nullable Object value) {
        return switch (value) {
            case String text -> text.contains("${");
            case Map<?, ?> object -> object.values().stream().anyMatch(Validation::variable);
            case List<?> list -> list.stream().anyMatch(Validation::variable);
            case null, default -> false;
        };
    }

    private static void requireAnonymous(String place, Action action) {
        Object value = action.option().get("anonymous");
        if (value != null && !(value instanceof String text && (ANONYMOUS.contains(text) || text.contains("${")))) {
            throw Problem.invalid("INVALID_ANONYMOUS_VALUE", place + ".option.anonymous", "must be yes, no or auto");
        }
    }
}
