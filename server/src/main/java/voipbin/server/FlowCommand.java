package voipbin.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
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
        public Integer call() throws IOException {
            try {
                Path path = file == null ? Path.of("flow.json") : file;
                Scene scene = Json.read(Files.readAllBytes(path), Scene.class);
                Flows.validate(scene.actions());
                Script events = script == null ? scene.script() : Json.read(Files.readAllBytes(script), Script.class);
                Trace trace =
                        Simulation.of(scene.actions(), events, Clock.systemUTC().instant());
                System.out.println(Json.tree(trace).toPrettyString());
                return 0;
            } catch (Problem mistake) {
                throw new Refusal(mistake.reason() + ": " + mistake.getMessage());
            } catch (java.nio.file.NoSuchFileException missing) {
                throw new Refusal("There is no file " + missing.getMessage() + ".");
            }
        }
    }
}
