package voipbin.server;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Script;
import voipbin.platform.flow.action.StepType;

/**
 * Fields that nobody knows, in a flow that somebody writes by hand. The API ignores them, as its contract says; at a
 * desk they are usually misspelled.
 */
final class Strangers {

    private static final Set<String> FLOW = namesOf(Flow.class);
    private static final Set<String> ACTION = namesOf(Action.class);
    private static final Set<String> SCRIPT = namesOf(Script.class);

    private final List<String> found = new ArrayList<>();

    private Strangers() {}

    /** In {@code {"actions": […], "script": {…}}}, each with its place and what is known there. */
    static List<String> inScene(JsonNode scene) {
        Strangers strangers = new Strangers();
        Set<String> known = new TreeSet<>(FLOW);
        known.add("script");
        strangers.among("", scene, known);
        strangers.script("script.", scene.path("script"));
        strangers.actions("actions", scene.path("actions"));
        return strangers.found;
    }

    /** In a script alone. */
    static List<String> inScript(JsonNode script) {
        Strangers strangers = new Strangers();
        strangers.script("", script);
        return strangers.found;
    }

    private void script(String place, JsonNode script) {
        among(place, script, SCRIPT);
        int i = 0;
        for (JsonNode key : script.path("keys")) {
            among(place + "keys[" + i++ + "].", key, namesOf(Script.Key.class));
        }
        i = 0;
        for (JsonNode answer : script.path("answers")) {
            among(place + "answers[" + i++ + "].", answer, namesOf(Script.Answer.class));
        }
        i = 0;
        for (JsonNode fetched : script.path("fetches")) {
            actions(place + "fetches[" + i++ + "]", fetched);
        }
    }

    private void actions(String place, JsonNode actions) {
        int i = 0;
        for (JsonNode action : actions) {
            String each = place + "[" + i++ + "].";
            among(each, action, ACTION);
            JsonNode option = action.path("option");
            StepType.find(action.path("type").asString(""))
                    .ifPresent(type -> among(each + "option.", option, namesOf(type.options())));
            actions(each + "option.actions", option.path("actions"));
        }
    }

    private void among(String place, JsonNode object, Set<String> known) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                String instead = known.isEmpty() ? "there are none" : "known are " + String.join(", ", known);
                found.add(place + name + " is not known; " + instead);
            }
        }
    }

    private static Set<String> namesOf(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return Arrays.stream(components).map(Json::nameOf).collect(Collectors.toCollection(TreeSet::new));
    }
}
