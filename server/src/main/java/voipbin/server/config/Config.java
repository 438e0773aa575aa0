package voipbin.server.config;

/**
 * All that can be set. A key is the path of its component, {@code sip.port}; in the file it is nested, in the
 * environment it is {@code VOIPBIN_SIP_PORT}.
 *
 * @param host the address that everything listens at; anything but loopback opens the server to a network
 * @param publicAddress the address by which the world beyond a NAT reaches this server; empty when there is no NAT
 * @param data the folder of everything that must survive a restart
 */
public record Config(
        String host,
        String publicAddress,
        String data,
        Http http,
        Sip sip,
        Media media,
        Database database,
        Calls calls,
        Speech speech) {

    /** @param port of the API; 0 takes any free one */
    public record Http(int port) {}

    /**
     * @param port for UDP; 0 takes any free one
     * @param baseDomain phones register at {@code <customer id>.registrar.<base domain>}
     * @param threads that handle SIP messages
     */
    public record Sip(int port, String baseDomain, int threads) {}

    /**
     * @param firstPort the lowest UDP port for RTP
     * @param lastPort the highest one
     * @param threads that play and listen
     */
    public record Media(int firstPort, int lastPort, int threads) {}

    /**
     * @param url {@code jdbc:postgresql://…}; empty keeps everything in one SQLite file in the data folder
     * @param connections at most, to PostgreSQL
     */
    public record Database(String url, String user, String password, int connections) {}

    /**
     * @param dialTimeout seconds until an outgoing call must be answered
     * @param duration seconds that a call may last
     */
    public record Calls(int dialTimeout, int duration) {}

    /**
     * @param cacheMegabytes of spoken texts that are kept
     * @param processes that synthesise at the same time; 0 means one for each core
     */
    public record Speech(int cacheMegabytes, int processes) {}

    public static final Config DEFAULT = new Config(
            "127.0.0.1",
            "",
            "data",
            new Http(8080),
            new Sip(5060, "localhost", 1),
            new Media(20000, 29999, 1),
            new Database("", "", "", 10),
            new Calls(60, 3600),
            new Speech(256, 0));
}
