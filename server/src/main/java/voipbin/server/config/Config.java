package voipbin.server.config;

import voipbin.platform.billing.PlanType;
import voipbin.platform.mail.MailServer;

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
        Webhooks webhooks,
        Mail mail,
        Billing billing,
        Sip sip,
        Media media,
        Database database,
        Calls calls,
        Speech speech,
        Outbound outbound,
        Telnyx telnyx,
        Storage storage,
        Retention retention) {

    /** A switch that thinks for itself: what {@code auto} means is said where it stands. */
    public enum Switch {
        AUTO,
        ON,
        OFF;

        public boolean orElse(boolean automatic) {
            return this == AUTO ? automatic : this == ON;
        }
    }

    /**
     * @param port of the API; 0 takes any free one
     * @param rateLimits how often one address and one customer may ask; {@code auto}: unless only this machine can
     */
    public record Http(int port, Switch rateLimits) {}

    /**
     * @param privateTargets whether webhooks may go to private addresses; {@code auto}: if only this machine reaches us
     */
    public record Webhooks(Switch privateTargets) {}

    /** @param plan that new customers get; whoever hosts for others sets {@code free} and grants more by hand */
    public record Billing(PlanType plan) {}

    /**
     * @param server that takes our mails; empty writes each mail to a file in {@code data/mail}
     * @param username empty where the server asks for none
     * @param from what stands in {@code From}
     */
    public record Mail(
            String server, int port, MailServer.Security security, String username, String password, String from) {}

    /**
     * @param port for UDP and TCP; 0 takes any free one
     * @param baseDomain phones register at {@code <customer id>.registrar.<base domain>}
     * @param threads that handle SIP messages
     * @param transports that are listened to besides UDP: some of {@code tcp,tls,ws,wss}
     * @param tlsPort -1 takes the one above {@code port} (5061), 0 any free one
     * @param wsPort for WebSocket; -1 takes the sixth above {@code port} (5066), 0 any free one
     * @param wssPort for secure WebSocket; -1 takes the seventh above {@code port} (5067), 0 any free one
     * @param certificate PEM file of our certificate and those between it and its CA, read again when it changes; empty
     *     makes one of a CA of our own, {@code data/sip-certificates/ca.pem}, that phones must be told to trust
     * @param certificateKey PEM file of its private key, without a passphrase
     * @param trustedCertificates PEM file of further CAs whose servers we believe when we call over TLS
     * @param nameServer {@code address[:port]} that is asked where SIP domains are; empty for the system's
     * @param webOrigins of the pages that may connect by WebSocket, with commas between; empty lets all
     * @param trusted addresses and networks that are neither limited nor blocked: one's carriers and proxies, with
     *     commas between them, e.g. {@code 192.0.2.0/24, 2001:db8::1}
     * @param carriers addresses whose calls go to telephone numbers without a password, separated by commas; trusted
     * @param sessionExpires seconds that a call may go without a sign of life of the phone (RFC 4028); it is asked for
     *     one at half of that, a silent one is hung up; 0 does without
     * @param minSe the shortest such time that a phone may ask for, at least 90
     * @param overload when new calls are turned away
     */
    public record Sip(
            int port,
            String baseDomain,
            int threads,
            String transports,
            int tlsPort,
            int wsPort,
            int wssPort,
            String certificate,
            String certificateKey,
            String trustedCertificates,
            String nameServer,
            String webOrigins,
            String trusted,
            String carriers,
            int sessionExpires,
            int minSe,
            Overload overload) {}

    /**
     * New calls and registrations get 503 while messages wait too long to be handled; calls that stand are served on.
     *
     * @param delay milliseconds that a message may wait
     * @param interval milliseconds for which they may wait longer than that; 0 turns nobody away
     * @param retryAfter seconds after which those turned away may come again, at most; each is told another time
     */
    public record Overload(int delay, int interval, int retryAfter) {}

    /**
     * @param firstPort the lowest UDP port for RTP
     * @param lastPort the highest one
     * @param threads that play and listen
     * @param realTime whether these run before all else on the machine, if the process may: for machines that mostly
     *     carry calls which last, since many that begin and end have to wait for it
     */
    public record Media(int firstPort, int lastPort, int threads, Switch realTime) {}

    /**
     * @param url {@code jdbc:postgresql://…}; empty keeps everything in one SQLite file in the data folder
     * @param connections at most, to PostgreSQL
     */
    public record Database(String url, String user, String password, int connections) {}

    /**
     * @param dialTimeout seconds until an outgoing call must be answered
     * @param duration seconds that a call may last
     * @param silence seconds without a packet of a far end that is to send, after which it is hung up; 0 for never
     */
    public record Calls(int dialTimeout, int duration, int silence) {}

    /**
     * @param cacheMegabytes of spoken texts that are kept
     * @param processes that synthesise at the same time; 0 means one for each core
     */
    public record Speech(int cacheMegabytes, int processes) {}

    /**
     * How much of the telephone network a customer may use unless an operator has said otherwise of it.
     *
     * @param concurrentCalls to telephone numbers at the same time
     * @param callsPerMinute that may begin
     * @param dollarsPerDay for all of them
     */
    public record Outbound(int concurrentCalls, int callsPerMinute, int dollarsPerDay) {}

    /**
     * The carrier Telnyx.
     *
     * @param url of its REST API
     * @param key of the account in which numbers are bought; empty sells none
     * @param connection the id of that account's connection that calls to bought numbers come by
     */
    public record Telnyx(String url, String key, String connection) {}

    /** Where the bytes of files lie, recordings among them. */
    public record Storage(S3 s3) {}

    /**
     * A bucket that speaks Amazon's S3; without one the data folder keeps all files.
     *
     * @param endpoint e.g. {@code https://minio.example:9000}; empty for Amazon's own
     * @param bucket that is there already; empty for none
     * @param prefix of the names of our objects, e.g. {@code voipbin/}: what lies below it is ours alone
     * @param pathStyle whether the bucket is named in the path instead of the host; {@code auto}: with an endpoint
     */
    public record S3(
            String endpoint,
            String region,
            String bucket,
            String prefix,
            String accessKey,
            String secretKey,
            Switch pathStyle) {}

    /**
     * How long is kept what only tells of the past.
     *
     * @param eventDays of what happened: timelines, and what a WebSocket can still catch up on
     * @param deliveryDays of webhooks that were delivered
     * @param sipDays of the SIP messages of calls, and of the packets of those with {@code rtp_debug}
     * @param sipMegabytes of them; from the oldest on, more is forgotten earlier
     */
    public record Retention(int eventDays, int deliveryDays, int sipDays, int sipMegabytes) {}

    public static final Config DEFAULT = new Config(
            "127.0.0.1",
            "",
            "data",
            new Http(8080, Switch.AUTO),
            new Webhooks(Switch.AUTO),
            new Mail("", 587, MailServer.Security.STARTTLS, "", "", "voipbin@localhost"),
            new Billing(PlanType.UNLIMITED),
            new Sip(
                    5060,
                    "localhost",
                    1,
                    "tcp,tls,ws,wss",
                    -1,
                    -1,
                    -1,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    1800,
                    90,
                    new Overload(50, 100, 5)),
            new Media(20000, 29999, 1, Switch.OFF),
            new Database("", "", "", 10),
            new Calls(60, 3600, 0),
            new Speech(256, 0),
            new Outbound(30, 60, 100),
            new Telnyx("https://api.telnyx.com/v2", "", ""),
            new Storage(new S3("", "us-east-1", "", "", "", "", Switch.AUTO)),
            new Retention(365, 7, 7, 512));
}
