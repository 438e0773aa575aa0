package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestDatabase;
import voipbin.kit.TestHttp;
import voipbin.kit.sql.DatabaseConfig;
import voipbin.server.config.Config;
import voipbin.server.config.ConfigReader;
import voipbin.server.demo.Phone;
import voipbin.sip.auth.Credentials;

/** A whole server in this process, on free ports and a fresh database; it can be started again on the same data. */
final class TestServer implements AutoCloseable {

    private final Config config;
    private Voipbin voipbin;

    private TestServer(Config config) {
        this.config = config;
        this.voipbin = Voipbin.start(config, Clock.systemUTC());
    }

    static TestServer start(Path folder, String... settings) {
        return new TestServer(config(folder, settings));
    }

    /** What it is started with. */
    static Config config(Path folder, String... settings) {
        ConfigReader reader = new ConfigReader(Config.DEFAULT)
                .set("data", folder.toString())
                .set("http.port", "0")
                .set("sip.port", "0")
                .set("media.first_port", Integer.toString(TestPorts.server()))
                .set("media.last_port", Integer.toString(TestPorts.lastOf(TestPorts.server())));
        if (TestDatabase.fresh() instanceof DatabaseConfig.Postgresql database) {
            reader.set("database.url", database.url())
                    .set("database.user", database.user())
                    .set("database.password", database.password());
        }
        for (int i = 0; i < settings.length; i += 2) {
            reader.set(settings[i], settings[i + 1]);
        }
        return reader.read();
    }

    Card card() {
        return voipbin.card().orElseThrow();
    }

    Voipbin voipbin() {
        return voipbin;
    }

    /** Without a credential. */
    TestHttp anonymous() {
        return TestHttp.at(voipbin.httpPort());
    }

    /** As the first customer's admin. */
    TestHttp admin() {
        return anonymous().as(login(card().username(), card().password()));
    }

    String login(String username, String password) {
        return anonymous()
                .post("/auth/login", new Login(username, password))
                .json()
                .path("token")
                .asString("");
    }

    private record Login(String username, String password) {}

    /** A phone that is registered as the first extension. */
    Phone phone(Path recording) throws IOException {
        Phone phone = new Phone(InetAddress.getLoopbackAddress(), recording);
        phone.register(
                new InetSocketAddress(card().sipHost(), card().sipPort()),
                card().sipDomain(),
                new Credentials(card().extension(), card().extensionPassword()));
        return phone;
    }

    Path path(String name) {
        return Path.of(config.data(), name);
    }

    void restart() {
        voipbin.close();
        voipbin = Voipbin.start(config, Clock.systemUTC());
    }

    @Override
    public void close() {
        voipbin.close();
    }

    /** A virtual number that nobody has yet. */
    static String freeNumber(TestHttp http) {
        return http.get("/v1.0/available_numbers?type=virtual&page_size=1")
                .json()
                .at("/result/0/number")
                .asString();
    }

    /** A new agent with these addresses, who may call. */
    static JsonNode newAgent(TestHttp admin, String password, List<Map<String, Object>> addresses) {
        TestHttp.Answer made = admin.post(
                "/v1.0/agents",
                Map.of(
                        "username",
                        unique() + "@example.com",
                        "password",
                        password,
                        "name",
                        "Bob",
                        "permission",
                        16,
                        "ring_method",
                        "ringall",
                        "addresses",
                        addresses));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(made.json().path("id").isString()).isTrue();
        return made.json();
    }

    static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
