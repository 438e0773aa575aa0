package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Program;
import voipbin.e2e.peer.Sipp;
import voipbin.e2e.peer.SippRun;
import voipbin.e2e.product.Server;

/**
 * SIPVicious (Debian's sipvicious) against a server of its own, since it gets its address blocked: that is 127.0.0.1,
 * whatever it is told to bind to.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefenceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern BLOCKS = Pattern.compile("(?m)^voipbin_sip_guard_blocks_total (\\d+)");

    private final Server server = Server.start();

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void scannersFindNothingAndAreBlockedWhileAPhoneElsewhereRegisters() {
        var extension = server.customer().newExtension();
        var port = String.valueOf(server.place().sipPort());
        var user = extension.account().user();

        finds("", "svmap", "-p", port, "127.0.0.1");
        assertThat(blocks()).isPositive();
        // with the right answers among what they try
        finds(user, "svwar", "-p", port, "-d", "words", "--maximumtime=2", "127.0.0.1");
        var password = extension.account().password();
        finds(password, "svcrack", "-p", port, "-u", user, "-d", "words", "--maximumtime=2", "127.0.0.1");
        Sipp.act(SippRun.towards(extension.account().proxy(), "register")
                .as(extension.account())
                .at("127.0.0.2", 0));
    }

    /** It found nothing: no server, no extension, no password. */
    private void finds(String word, String tool, String... arguments) {
        Program.demand(tool, "sipvicious");
        try (var home = Home.of(tool)) {
            var command = new java.util.ArrayList<>(List.of(tool));
            command.addAll(List.of(arguments));
            home.write("words", "nobody\n" + word + "\n");
            try (var program = Program.start(command, home.path(), Map.of(), line -> {})) {
                program.waitFor(PATIENCE);
                assertThat(program.output()).contains("found nothing");
            }
        }
    }

    /** How many there have been: one ends after a minute. */
    private int blocks() {
        Matcher figure = BLOCKS.matcher(new String(server.anonymous().bytes("/metrics"), StandardCharsets.UTF_8));
        assertThat(figure.find()).isTrue();
        return Integer.parseInt(figure.group(1));
    }
}
