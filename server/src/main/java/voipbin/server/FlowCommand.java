package voipbin.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import voipbin.base.Problem;
import voipbin.kit.json.Json;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Flows;
import voipbin.platform.flow.Script;
import voipbin.platform.flow.Simulation;
import voipbin.platform.flow.Trace;

/** {@code flow simulate}: runs the actions of a file without phone or server, and prints what happens. */
@Command(name = "flow", description = "Looks at flows.", subcommands = FlowCommand.Simulate.class)
final class FlowCommand {

    /** A flow with what happens to it. */
    record Scene(List<Action> actions, Script script) {}

    @Command(name = "simulate", description = "Runs the actions of a JSON file as its script says, in no time.")
    static final class Simulate implements Callable<Integer> {

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "FILE",
                description = "{\"actions\": […], \"script\": {…}}")
        private @Nullable Path file;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "SCRIPT",
                description = "A file of the script alone; then FILE may be any flow as the API takes it")
        private @Nullable Path script;

        @Override
        public Integer call() {
            Path path = file == null ? Path.of("flow.json") : file;
            Scene scene = read(path, Scene.class, Strangers::inScene);
            Script events = script == null ? scene.script() : read(script, Script.class, Strangers::inScript);
            if (scene.actions().isEmpty()) {
                throw new Refusal(path + " has no actions.");
            }
            Trace trace = about(path, () -> {
                Flows.validate(scene.actions());
                return Simulation.of(scene.actions(), events, Clock.systemUTC().instant());
            });
            System.out.println(Json.tree(trace).toPrettyString());
            return 0;
        }

        /** Says what is not known on the way: it may be a misspelled option that then seems to do nothing. */
        private static <T> T read(Path path, Class<T> type, Function<JsonNode, List<String>> strangers) {
            String text = text(path);
            T read = about(path, () -> Json.read(text, type));
            strangers.apply(Json.parse(text)).forEach(stranger -> System.err.println(path + ": " + stranger));
            return read;
        }

        private static String text(Path path) {
            try {
                return Files.readString(path);
            } catch (NoSuchFileException missing) {
                throw new Refusal("There is no file " + path + ".");
            } catch (IOException unreadable) {
                throw new Refusal("Cannot read " + path + ": " + unreadable.getMessage() + ".");
            }
        }

        private static <T> T about(Path path, Supplier<T> work) {
            try {
                return work.get();
            } catch (Problem mistake) {
                throw new Refusal(path + ": " + mistake.reason() + ": " + mistake.getMessage());
            }
        }
    }
}
