package voipbin.platform.flow.action;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import voipbin.base.Problem;
import voipbin.kit.json.Json;

/** A type of action: its wire name, which is the class name in snake_case, its options and how it conducts itself. */
public record StepType(String name, Class<? extends Step> options, Media media, OnError onError) {

    private static final Map<String, StepType> ALL = Collections.unmodifiableMap(classes(Step.class)
            .map(StepType::of)
            .collect(toMap(StepType::name, type -> type, (a, _) -> a, TreeMap::new)));

    /** Empty when there is none of this name. */
    public static Optional<StepType> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All names in alphabetical order. */
    public static Set<String> names() {
        return ALL.keySet();
    }

    /** @throws Problem when an option has the wrong JSON type */
    public Step read(Map<String, Object> option) {
        return Json.read(Json.tree(option), options);
    }

    private static StepType of(Class<? extends Step> type) {
        Traits traits = type.getAnnotation(Traits.class);
        return new StepType(snake(type.getSimpleName()), type, traits.media(), traits.onError());
    }

    private static Stream<Class<? extends Step>> classes(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? classes(type) : Stream.of(type.asSubclass(Step.class)));
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
