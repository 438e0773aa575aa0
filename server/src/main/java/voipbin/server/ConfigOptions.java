package voipbin.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import voipbin.server.config.Config;
import voipbin.server.config.ConfigReader;

/** What can be set on the command line; the names are those of the configuration file, shortened where it is usual. */
final class ConfigOptions {

    private static final Path USUAL_FILE = Path.of("config.yaml");

    @Option(names = "--config", description = "configuration file (default: config.yaml, if it is there)")
    @Nullable
    private Path file;

    @Option(
            names = "--host",
            description = "address to listen at (default: 127.0.0.1; 0.0.0.0 opens it to the network)")
    @Nullable
    private String host;

    @Option(names = "--public-address", description = "address by which the world beyond a NAT reaches this server")
    @Nullable
    private String publicAddress;

    @Option(names = "--port", description = "port of the API (default: 8080)")
    @Nullable
    private String port;

    @Option(names = "--sip-port", description = "port for SIP over UDP (default: 5060)")
    @Nullable
    private String sipPort;

    @Option(names = "--rtp-ports", description = "ports for media (default: 20000-29999)")
    @Nullable
    private String rtpPorts;

    @Option(names = "--data", description = "folder of everything that survives a restart (default: data)")
    @Nullable
    private String data;

    @Option(names = "--dial-timeout", description = "seconds until an outgoing call must be answered (default: 60)")
    @Nullable
    private String dialTimeout;

    @Option(names = "--set", description = "any other setting, e.g. --set sip.base_domain=voipbin.example")
    private Map<String, String> settings = new LinkedHashMap<>();

    Config read() {
        ConfigReader reader = new ConfigReader(Config.DEFAULT);
        Optional<Path> found = Optional.ofNullable(file)
                .or(() -> Files.exists(USUAL_FILE) ? Optional.of(USUAL_FILE) : Optional.empty());
        found.ifPresent(reader::file);
        reader.environment(System.getenv());
        commandLine().forEach(setting -> reader.set(setting.key(), setting.value()));
        return reader.read();
    }

    private record Setting(String key, String value) {}

    private List<Setting> commandLine() {
        List<Setting> set = new ArrayList<>();
        add(set, "host", host);
        add(set, "public_address", publicAddress);
        add(set, "http.port", port);
        add(set, "sip.port", sipPort);
        add(set, "data", data);
        add(set, "calls.dial_timeout", dialTimeout);
        if (rtpPorts != null) {
            String[] ends = rtpPorts.split("-", 2);
            add(set, "media.first_port", ends[0]);
            add(set, "media.last_port", ends.length == 2 ? ends[1] : ends[0]);
        }
        settings.forEach((key, value) -> add(set, key, value));
        return set;
    }

    private static void add(List<Setting> set, String key, @Nullable String value) {
        if (value != null) {
            set.add(new Setting(key, value));
        }
    }
}
