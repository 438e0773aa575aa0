package voipbin.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void withoutAnythingItIsTheDefault() {
        assertThat(new ConfigReader(Config.DEFAULT).read()).isEqualTo(Config.DEFAULT);
    }

    @Test
    void theLaterSourceWins() throws IOException {
        Config config = new ConfigReader(Config.DEFAULT)
                .file(yaml("http:\n  port: 1001\nsip:\n  port: 1002\n  base_domain: voip.example\nhost: 127.0.0.9\n"))
                .environment(Map.of("VOIPBIN_SIP_PORT", "2002", "VOIPBIN_HTTP_PORT", "2001", "PATH", "/bin"))
                .set("http.port", "3001")
                .read();
        assertThat(config.http().port()).isEqualTo(3001);
        assertThat(config.sip().port()).isEqualTo(2002);
        assertThat(config.sip().baseDomain()).isEqualTo("voip.example");
        assertThat(config.host()).isEqualTo("127.0.0.9");
        assertThat(config.media()).isEqualTo(Config.DEFAULT.media());
    }

    @Test
    void everyMistakeIsToldAtOnceWithWhatWasMeant() throws IOException {
        Path file = yaml("htpp:\n  port: 1001\nsip:\n  prot: 5070\nmedia:\n  threads: many\n");
        assertThatThrownBy(() -> new ConfigReader(Config.DEFAULT)
                        .file(file)
                        .environment(Map.of("VOIPBIN_SIP_PROT", "1"))
                        .set("dta", "x")
                        .read())
                .isInstanceOf(ConfigMistakes.class)
                .hasMessageContaining("htpp.port: unknown, did you mean http.port?")
                .hasMessageContaining("sip.prot: unknown, did you mean sip.port?")
                .hasMessageContaining("media.threads: must be a whole number, not 'many'")
                .hasMessageContaining("VOIPBIN_SIP_PROT: unknown, did you mean VOIPBIN_SIP_PORT?")
                .hasMessageContaining("dta: unknown, did you mean data?");
    }

    @Test
    void valuesThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> new ConfigReader(Config.DEFAULT)
                        .set("http.port", "70000")
                        .set("media.last_port", "100")
                        .set("database.url", "mysql://x")
                        .set("calls.dial_timeout", "0")
                        .set("sip.min_se", "60")
                        .set("sip.session_expires", "50")
                        .set("sip.overload.delay", "0")
                        .read())
                .hasMessageContaining("http.port: must be from 0 (any) to 65535")
                .hasMessageContaining("media.first_port: must be less than media.last_port")
                .hasMessageContaining("database.url: must be empty (SQLite) or begin with jdbc:postgresql:")
                .hasMessageContaining("calls.dial_timeout: must be at least 1")
                .hasMessageContaining("sip.min_se: must be at least 90")
                .hasMessageContaining("sip.session_expires: must be at least sip.min_se, or 0")
                .hasMessageContaining("sip.overload.delay: must be at least 1");
    }

    @Test
    void aFileThatIsNoYamlOrIsMissingIsNamed() throws IOException {
        Path broken = yaml("a: [1, 2\n");
        assertThatThrownBy(() -> new ConfigReader(Config.DEFAULT).file(broken).read())
                .hasMessageContaining(broken.toString());
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> new ConfigReader(Config.DEFAULT).file(missing).read())
                .hasMessageContaining(missing.toString());
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        assertThat(new ConfigReader(Config.DEFAULT).file(yaml("# nothing\n")).read())
                .isEqualTo(Config.DEFAULT);
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), text);
    }
}
