package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/** {@code doctor}, as somebody would ask it whose server does not start. */
class DoctorTest {

    private record Told(int exit, JsonNode findings) {

        String verdict(String check) {
            return one(check).path("verdict").asString("");
        }

        JsonNode one(String check) {
            return StreamSupport.stream(findings.spliterator(), false)
                    .filter(finding -> finding.path("check").asString("").equals(check))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(check + " is not in " + findings));
        }
    }

    private final Path data;

    DoctorTest(@TempDir Path data) {
        this.data = data;
    }

    /** With any ports unless the options name some. */
    private Told ask(String... options) {
        List<String> arguments = new ArrayList<>(List.of("--json", "--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of(
                "--set",
                "sip.transports=",
                "--rtp-ports",
                TestPorts.free() + "-" + TestPorts.lastOf(TestPorts.free())));
        arguments.addAll(List.of(options));
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            int exit = new CommandLine(new DoctorCommand()).execute(arguments.toArray(String[]::new));
            return new Told(
                    exit, Json.parse(out.toString(StandardCharsets.UTF_8)).path("findings"));
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void aMachineThatIsReadyHasNothingToMend() {
        Told told = ask("--sip-port", "0");
        assertThat(told.findings())
                .noneMatch(finding -> finding.path("verdict").asString("").equals("fail"));
        assertThat(told.exit()).isZero();
        assertThat(told.verdict("java")).isEqualTo("ok");
        assertThat(told.one("server").path("found").asString("")).contains("not running");
        assertThat(told.verdict("nat")).isEqualTo("ok");
    }

    @Test
    void aPortThatIsTakenIsNamedWithWhatToDo() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Told told = ask("--sip-port", String.valueOf(taken.getLocalPort()));
            assertThat(told.exit()).isEqualTo(1);
            assertThat(told.verdict("sip udp port")).isEqualTo("fail");
            assertThat(told.one("sip udp port").path("advice").asString("")).contains("--sip-port");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsFound() throws IOException {
        Files.writeString(data.resolve("voipbin.db"), "this is no database");
        assertThat(ask("--sip-port", "0").verdict("database")).isEqualTo("fail");
    }

    @Test
    void aDatabaseServerThatIsNotThereIsFound() {
        Told told = ask("--sip-port", "0", "--set", "database.url=jdbc:postgresql://127.0.0.1:1/voipbin");
        assertThat(told.verdict("database")).isEqualTo("fail");
    }

    @Test
    void aPublicAddressOfAServerThatOnlyThisMachineReachesIsAMistake() {
        assertThat(ask("--sip-port", "0", "--public-address", "192.0.2.77").verdict("nat"))
                .isEqualTo("warn");
    }

    @Test
    void aCertificateThatIsNoneIsFound() throws IOException {
        Path file = Files.writeString(data.resolve("mine.pem"), "nonsense");
        Told told = ask("--sip-port", "0", "--set", "sip.certificate=" + file, "--set", "sip.certificate_key=" + file);
        assertThat(told.verdict("certificate")).isEqualTo("fail");
    }

    @Test
    void aWrongSettingIsToldAndNothingElse() {
        Told told = ask("--sip-port", "99999");
        assertThat(told.exit()).isEqualTo(1);
        assertThat(told.findings()).hasSize(1);
        assertThat(told.one("configuration").path("found").asString("")).contains("sip.port");
    }

    @Test
    void aServerThatRunsIsAskedAndItsPortsAreItsOwn() throws IOException {
        try (TestServer server = TestServer.start(data)) {
            Files.writeString(
                    data.resolve(StartCommand.PID), ProcessHandle.current().pid() + "\n");
            Told told = ask("--sip-port", String.valueOf(server.card().sipPort()));
            assertThat(told.verdict("server")).isEqualTo("ok");
            assertThat(told.one("server").path("found").asString(""))
                    .contains("http://127.0.0.1:" + server.voipbin().httpPort());
            assertThat(told.one("sip udp port").path("found").asString("")).contains("our own");
        }
    }
}
