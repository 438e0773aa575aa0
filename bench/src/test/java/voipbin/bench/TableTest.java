package voipbin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void figuresStandBelowEachOther() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Table("ms", "p50", "max")
                .row("short", 1, 22222)
                .row("rather long", 333, 4)
                .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "", //
                        "  ms           p50    max",
                        "  short          1  22222",
                        "  rather long  333      4");
    }
}
