package voipbin.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import voipbin.kit.outward.AddressRules;
import voipbin.server.config.Config;

/** Where people reach this server. */
record Site(Config config) {

    /** The configured address; of a server that listens at every address, the one towards the network. */
    String host() {
        if (!config.publicAddress().isEmpty()) {
            return config.publicAddress();
        }
        try {
            // TEST-NET-1 (RFC 5737) stands for the world; nothing is sent there
            InetAddress world = InetAddress.getByName("192.0.2.1");
            return InetAddress.getByName(config.host()).isAnyLocalAddress()
                    ? Wire.reach(config).towards(world).getHostAddress()
                    : config.host();
        } catch (UnknownHostException unknown) {
            return config.host();
        }
    }

    /** The address of the API, e.g. {@code http://127.0.0.1:8080}. */
    String url(int port) {
        String host = host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The same with the configured port. */
    String url() {
        return url(config.http().port());
    }

    boolean privateTargets() {
        return config.webhooks().privateTargets().orElse(isLocal());
    }

    /** Which addresses webhooks and sound files may lie at: on a server that only this machine reaches, any. */
    AddressRules customersMayAsk() {
        return privateTargets() ? AddressRules.anything() : AddressRules.publicAnd(List.of());
    }

    /** Whether only this machine reaches it. */
    boolean isLocal() {
        try {
            return InetAddress.getByName(config.host()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
