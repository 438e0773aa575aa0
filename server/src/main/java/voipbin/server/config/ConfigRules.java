package voipbin.server.config;

import java.util.ArrayList;
import java.util.List;
import voipbin.platform.edge.Carriers;

/** What must hold of values that have the right type. */
final class ConfigRules {

    private static final int HIGHEST_PORT = 65535;

    /** RFC 4028 §5, in seconds. */
    private static final int LEAST_SESSION = 90;

    private final List<String> broken = new ArrayList<>();

    private ConfigRules() {}

    static List<String> broken(Config config) {
        ConfigRules rules = new ConfigRules();
        rules.check(config);
        return rules.broken;
    }

    private void check(Config config) {
        require(!config.host().isBlank(), "host", "must not be empty");
        require(!config.data().isBlank(), "data", "must not be empty");
        port(config.http().port(), "http.port");
        port(config.sip().port(), "sip.port");
        require(!config.sip().baseDomain().isBlank(), "sip.base_domain", "must not be empty");
        positive(config.sip().threads(), "sip.threads");
        require(
                Trusted.mistakes(config.sip().trusted()).isEmpty(),
                "sip.trusted",
                "must be addresses or networks such as 192.0.2.0/24, not "
                        + String.join(", ", Trusted.mistakes(config.sip().trusted())));
        transports(config.sip());
        load(config.sip());
        require(isAddresses(config.sip().carriers()), "sip.carriers", "must be addresses, separated by commas");
        positive(config.media().threads(), "media.threads");
        require(
                config.media().firstPort() > 0
                        && config.media().lastPort() <= HIGHEST_PORT
                        && config.media().firstPort() < config.media().lastPort(),
                "media.first_port",
                "must be less than media.last_port, both from 1 to 65535");
        require(
                config.database().url().isEmpty() || config.database().url().startsWith("jdbc:postgresql:"),
                "database.url",
                "must be empty (SQLite) or begin with jdbc:postgresql:");
        require(config.database().connections() >= 2, "database.connections", "must be at least 2");
        positive(config.calls().dialTimeout(), "calls.dial_timeout");
        positive(config.calls().duration(), "calls.duration");
        require(config.outbound().concurrentCalls() >= 0, "outbound.concurrent_calls", "must not be negative");
        require(config.outbound().callsPerMinute() >= 0, "outbound.calls_per_minute", "must not be negative");
        require(config.outbound().dollarsPerDay() >= 0, "outbound.dollars_per_day", "must not be negative");
        require(config.telnyx().url().matches("https?://.+"), "telnyx.url", "must be an http or https URL");
        s3(config.storage().s3());
        require(config.speech().cacheMegabytes() >= 0, "speech.cache_megabytes", "must not be negative");
        require(config.speech().processes() >= 0, "speech.processes", "must not be negative");
    }

    private void s3(Config.S3 s3) {
        require(
                s3.endpoint().isEmpty() || s3.endpoint().matches("https?://[^/]+/?"),
                "storage.s3.endpoint",
                "must be an http or https URL without a path");
        require(!s3.region().isBlank(), "storage.s3.region", "must not be empty");
        require(
                s3.bucket().isEmpty()
                        || !s3.accessKey().isEmpty() && !s3.secretKey().isEmpty(),
                "storage.s3.access_key",
                "must be given together with storage.s3.secret_key and storage.s3.bucket");
    }

    private void transports(Config.Sip sip) {
        portOrAuto(sip.tlsPort(), "sip.tls_port");
        portOrAuto(sip.wsPort(), "sip.ws_port");
        portOrAuto(sip.wssPort(), "sip.wss_port");
        for (String transport : sip.transports().split(",")) {
            require(
                    transport.isBlank() || List.of("tcp", "tls", "ws", "wss").contains(transport.strip()),
                    "sip.transports",
                    "knows tcp, tls, ws and wss, not '" + transport.strip() + "'");
        }
        require(
                sip.certificate().isEmpty() == sip.certificateKey().isEmpty(),
                "sip.certificate_key",
                "must be given together with sip.certificate");
    }

    private void load(Config.Sip sip) {
        require(sip.minSe() >= LEAST_SESSION, "sip.min_se", "must be at least 90 (RFC 4028)");
        require(
                sip.sessionExpires() == 0 || sip.sessionExpires() >= sip.minSe(),
                "sip.session_expires",
                "must be at least sip.min_se, or 0 for no session timers");
        positive(sip.overload().delay(), "sip.overload.delay");
        require(sip.overload().interval() >= 0, "sip.overload.interval", "must not be negative");
        positive(sip.overload().retryAfter(), "sip.overload.retry_after");
    }

    private void portOrAuto(int value, String key) {
        require(value >= -1 && value <= HIGHEST_PORT, key, "must be from 0 (any) to 65535, or -1 (beside sip.port)");
    }

    private static boolean isAddresses(String list) {
        try {
            new Carriers(list);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private void port(int value, String key) {
        require(value >= 0 && value <= HIGHEST_PORT, key, "must be from 0 (any) to 65535");
    }

    private void positive(int value, String key) {
        require(value > 0, key, "must be at least 1");
    }

    private void require(boolean holds, String key, String rule) {
        if (!holds) {
            broken.add(key + ": " + rule);
        }
    }
}
