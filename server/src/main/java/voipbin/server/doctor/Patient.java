package voipbin.server.doctor;

import java.net.InetAddress;
import java.nio.file.Path;
import voipbin.server.config.Config;

/**
 * What is looked at.
 *
 * @param host the address that everything listens at
 * @param reached the address by which others are told to reach us
 * @param server the one that runs on the data folder, if any
 */
public record Patient(Config config, InetAddress host, InetAddress reached, RunningServer server) {

    Path data() {
        return Path.of(config.data());
    }
}
