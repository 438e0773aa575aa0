package voipbin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lines of Java a module. */
final class Lines {

    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");

    /** Of lines, each counted as one of three: what is blank, what begins as a comment does, and the rest. */
    private record Count(int code, int comment, int blank) {

        static final Count NONE = new Count(0, 0, 0);

        static Count of(String line) {
            String text = line.strip();
            if (text.isEmpty()) {
                return new Count(0, 0, 1);
            }
            boolean comment = text.startsWith("//") || text.startsWith("/*") || text.startsWith("*");
            return comment ? new Count(0, 1, 0) : new Count(1, 0, 0);
        }

        Count plus(Count more) {
            return new Count(code + more.code, comment + more.comment, blank + more.blank);
        }

        int all() {
            return code + comment + blank;
        }
    }

    private Lines() {}

    static void run(Bench.Ask ask) throws IOException {
        List<String> modules = MODULE.matcher(Files.readString(ask.checkout().resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
        Table table =
                new Table("", "main", "code", "comment", "blank", "test", "code", "comment", "blank", "test/main code");
        Count allMain = Count.NONE;
        Count allTest = Count.NONE;
        for (String module : modules) {
            Path source = ask.checkout().resolve(module).resolve("src");
            Count main = count(source.resolve("main"));
            Count test = count(source.resolve("test"));
            row(table, module, main, test);
            allMain = allMain.plus(main);
            allTest = allTest.plus(test);
        }
        row(table, "all", allMain, allTest);
        table.print(ask.out());
    }

    private static void row(Table table, String name, Count main, Count test) {
        table.row(
                name,
                main.all(),
                main.code(),
                main.comment(),
                main.blank(),
                test.all(),
                test.code(),
                test.comment(),
                test.blank(),
                main.code() == 0 ? "" : "%.2f".formatted((double) test.code() / main.code()));
    }

    private static Count count(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Count.NONE;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(Lines::read)
                    .map(Count::of)
                    .reduce(Count.NONE, Count::plus);
        }
    }

    private static Stream<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
