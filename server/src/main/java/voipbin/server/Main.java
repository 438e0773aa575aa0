package voipbin.server;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import voipbin.server.config.ConfigMistakes;

/** The command line of the process; the launcher at the root of the checkout calls it. */
@Command(
        name = "voipbin",
        description = "VoIPBIN in one process.",
        subcommands = {
            StartCommand.class,
            CardCommand.class,
            DemoCommand.class,
            DoctorCommand.class,
            FlowCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {

    private static final int REFUSED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, _, _) -> {
            switch (failure) {
                case Refusal refusal -> System.err.println(refusal.getMessage());
                case ConfigMistakes mistakes -> System.err.println("Configuration:\n" + mistakes.getMessage());
                default -> failed(failure, System.err);
            }
            return REFUSED;
        });
        System.exit(line.execute(arguments));
    }

    private static void failed(Exception failure, PrintStream out) {
        out.println("VoIPBIN failed; this is a bug, please report it:");
        failure.printStackTrace(out);
    }
}
