package voipbin.platform.flow.action;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import voipbin.base.Problem;
import voipbin.kit.json.Json;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.CallPort;

/**
 * An action that can be run. Each type is one record in one file of this package: its components are the options,
 * {@link #run} is what it does. The permits clause is the list of all there are; the wire name is the class name in
 * snake_case.
 */
public sealed interface Step permits Answer, ConfbridgeJoin, Connect, Empty, Hangup, Play, Sleep, Stop, Talk {

    /** Where a flow goes after a step. */
    enum Next {
        ONWARD,
        STOP
    }

    /** Does the step on the flow's own thread; may block, ends by interruption when the flow is stopped. */
    Next run(CallPort call) throws InterruptedException;

    /** All types by their wire names, in alphabetical order. */
    Map<String, Class<?>> TYPES = Collections.unmodifiableMap(Arrays.stream(Step.class.getPermittedSubclasses())
            .collect(toMap(type -> snake(type.getSimpleName()), type -> type, (a, _) -> a, TreeMap::new)));

    /** @throws Problem when the type is unknown or an option has the wrong JSON type */
    static Step parse(Action action) {
        Class<?> type = TYPES.get(action.type());
        if (type == null) {
            throw Problem.invalid("INVALID_ACTION_TYPE", "type", "'" + action.type() + "' is not known");
        }
        return (Step) Json.read(Json.tree(action.option()), type);
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
