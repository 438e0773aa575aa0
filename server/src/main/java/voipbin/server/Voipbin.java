package voipbin.server;

import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import voipbin.kit.http.Guards;
import voipbin.kit.http.HttpApi;
import voipbin.kit.http.HttpConfig;
import voipbin.kit.http.IdempotencyKeys;
import voipbin.kit.http.Route;
import voipbin.kit.json.Json;
import voipbin.kit.openapi.Documentation;
import voipbin.platform.auth.Appearance;
import voipbin.platform.auth.AuthModule;
import voipbin.platform.customer.CustomerApi;
import voipbin.platform.customer.Lifecycle;
import voipbin.platform.customer.Sweeper;
import voipbin.platform.mail.MailFolder;
import voipbin.server.config.Config;

/** The whole server: built in the order of its dependencies, taken down in the reverse one. */
final class Voipbin implements AutoCloseable {

    static final String CARD = "card.json";

    /** With what the platform's first operator logs in. */
    static final String OPERATOR = "operator.json";

    private static final Duration TOP_UPS = Duration.ofMinutes(1);

    private final Core core;
    private final Telephony telephony;
    private final HttpApi http;
    private final Sweeper sweeper;
    private final Optional<Card> card;

    private Voipbin(Core core, Telephony telephony, HttpApi http, Sweeper sweeper, Optional<Card> card) {
        this.core = core;
        this.telephony = telephony;
        this.http = http;
        this.sweeper = sweeper;
        this.card = card;
    }

    /** @throws Refusal when it cannot start, with a sentence that says why */
    static Voipbin start(Config config, Clock clock) {
        Core core = Core.open(config, clock);
        try {
            Telephony telephony = Telephony.start(config, core);
            try {
                telephony.recover(core.resources());
                core.resources().recover();
                Lifecycle lifecycle = new Lifecycle(
                        core.resources().customers(),
                        core.locks().secrets(),
                        Stream.concat(core.resources().listeners().stream(), Stream.of(telephony.calls()))
                                .toList());
                AuthModule auth = auth(config, core, lifecycle);
                HttpApi http = serve(config, core, telephony, new Identities(lifecycle, auth));
                Optional<Card> card = card(config, core, telephony, http, lifecycle);
                operator(core, auth);
                Sweeper sweeper = new Sweeper(lifecycle, telephony.timers(), Thread::startVirtualThread).start();
                core.resources().billing().topUps().repeat(telephony.timers(), TOP_UPS);
                return new Voipbin(core, telephony, http, sweeper, card);
            } catch (RuntimeException failed) {
                telephony.close();
                throw failed;
            }
        } catch (RuntimeException failed) {
            core.close();
            throw failed;
        }
    }

    private static AuthModule auth(Config config, Core core, Lifecycle lifecycle) {
        Resources resources = core.resources();
        return AuthModule.of(
                core.db(),
                new AuthModule.People(
                        resources.customers(),
                        lifecycle,
                        resources.agents(),
                        resources.accesskeys(),
                        resources.directs()),
                new AuthModule.Locks(
                        core.locks().passwords(),
                        core.locks().tokens(),
                        core.locks().secrets()),
                new AuthModule.Post(
                        new MailFolder(core.folder().path("mail"), core.clock()),
                        site(config, config.http().port())),
                Appearance.NONE);
    }

    /** How customers come and go, and who is let in. */
    private record Identities(Lifecycle lifecycle, AuthModule auth) {}

    /** Whoever may read the file may have the platform, as with the key of the tokens beside it. */
    private static void operator(Core core, AuthModule auth) {
        auth.operators()
                .createFirst()
                .ifPresent(operator ->
                        PrivateFile.write(core.folder().path(OPERATOR), Json.write(operator) + "\n"));
    }

    private static HttpApi serve(Config config, Core core, Telephony telephony, Identities identities) {
        AuthModule auth = identities.auth();
        List<Route> routes = new ArrayList<>(core.resources().routes());
        routes.addAll(CustomerApi.routes(core.resources().customers(), identities.lifecycle()));
        routes.addAll(auth.routes());
        routes.addAll(telephony.routes());
        routes.addAll(new Health(core.db(), telephony.wire()).pages());
        routes.addAll(new Metrics(core.counters()).pages());
        routes.addAll(Documentation.routes("VoIPBIN", "1.0", routes));
        try {
            HttpConfig http = new HttpConfig(config.host(), config.http().port());
            Guards guards = Guards.of(auth.authenticator())
                    .gate(auth.frozen())
                    .idempotency(new IdempotencyKeys(core.db(), new SecureRandom()));
            return HttpApi.start(http, routes, guards, core.counters());
        } catch (BindException taken) {
            throw new Refusal("HTTP port " + config.http().port() + " at " + config.host() + " cannot be used: "
                    + taken.getMessage() + ". Stop what listens there, or choose another with --port.");
        }
    }

    /** The card with this start's addresses; a database without any customer gets its first one. */
    private static Optional<Card> card(
            Config config, Core core, Telephony telephony, HttpApi http, Lifecycle lifecycle) {
        Path file = core.folder().path(CARD);
        Optional<Card.Credentials> credentials = Card.read(file).map(Card::credentials);
        if (credentials.isEmpty() && !core.resources().customers().any()) {
            credentials = Optional.of(new FirstCustomer(core, lifecycle).create());
        }
        Card.Place place = new Card.Place(
                site(config, http.port()),
                shownHost(config),
                telephony.wire().stack().address().getPort(),
                config.sip().baseDomain());
        Optional<Card> card = credentials.map(first -> Card.of(first, place));
        card.ifPresent(found -> found.write(file));
        return card;
    }

    static String site(Config config, int port) {
        String host = shownHost(config);
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Where people reach a server that listens at every address: at the one towards the network. */
    private static String shownHost(Config config) {
        try {
            if (!config.publicAddress().isEmpty()) {
                return config.publicAddress();
            }
            // TEST-NET-1 (RFC 5737) stands for the world; nothing is sent there
            InetAddress world = InetAddress.getByName("192.0.2.1");
            return InetAddress.getByName(config.host()).isAnyLocalAddress()
                    ? Wire.reach(config).towards(world).getHostAddress()
                    : config.host();
        } catch (UnknownHostException unknown) {
            return config.host();
        }
    }

    Optional<Card> card() {
        return card;
    }

    int httpPort() {
        return http.port();
    }

    /** All that is served. */
    List<Route> routes() {
        return http.routes();
    }

    Core core() {
        return core;
    }

    /** No new requests, then everybody is hung up, then the rest. */
    @Override
    public void close() {
        http.close();
        sweeper.close();
        telephony.close();
        core.close();
    }
}
