package voipbin.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** {@link Bare} in a process of its own, with the flags that the product's Java has. */
final class BareServer implements AutoCloseable {

    private final Process process;
    private final Rate.Server server;

    private BareServer(Process process, int port) {
        this.process = process;
        this.server = new Rate.Server("http://127.0.0.1:" + port, process.toHandle());
    }

    static BareServer start(ProcessHandle product, Path one, Path list) throws IOException {
        String[] arguments = product.info().arguments().orElseThrow(() -> new BenchFailure("the product is gone"));
        // its memory of classes is for its own class path only
        Predicate<String> ofClasses = flag -> flag.contains("AOT") || flag.startsWith("-Xlog");
        List<String> command = new ArrayList<>();
        command.add(product.info().command().orElseThrow());
        Arrays.stream(arguments)
                .takeWhile(flag -> !flag.equals("-jar"))
                .filter(ofClasses.negate())
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bare.class.getName()));
        command.addAll(List.of(one.toString(), list.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader said = process.inputReader();
        StringBuilder before = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(Bare.READY)) {
                return new BareServer(process, Integer.parseInt(line.substring(Bare.READY.length())));
            }
            before.append("\n  ").append(line);
        }
        throw new BenchFailure("bare Javalin does not start:" + before);
    }

    Rate.Server server() {
        return server;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
