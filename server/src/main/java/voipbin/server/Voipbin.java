package voipbin.server;

import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.kit.http.HttpApi;
import voipbin.kit.http.HttpConfig;
import voipbin.kit.http.Route;
import voipbin.kit.openapi.Documentation;
import voipbin.platform.auth.AuthModule;
import voipbin.platform.mail.MailFolder;
import voipbin.platform.push.PushModule;
import voipbin.platform.push.WebhookSettings;
import voipbin.server.config.Config;

/** The whole server: built in the order of its dependencies, taken down in the reverse one. */
final class Voipbin implements AutoCloseable {

    static final String CARD = "card.json";

    private final Core core;
    private final Telephony telephony;
    private final PushModule push;
    private final HttpApi http;
    private final Optional<Card> card;

    private Voipbin(Core core, Telephony telephony, PushModule push, HttpApi http, Optional<Card> card) {
        this.core = core;
        this.telephony = telephony;
        this.push = push;
        this.http = http;
        this.card = card;
    }

    /** @throws Refusal when it cannot start, with a sentence that says why */
    static Voipbin start(Config config, Clock clock) {
        Core core = Core.open(config, clock);
        try {
            Telephony telephony = Telephony.start(config, core);
            try {
                telephony.recover(core.resources());
                return serve(config, core, telephony);
            } catch (RuntimeException failed) {
                telephony.close();
                throw failed;
            }
        } catch (RuntimeException failed) {
            core.close();
            throw failed;
        }
    }

    private static Voipbin serve(Config config, Core core, Telephony telephony) {
        PushModule push = push(config, core);
        try {
            HttpApi http = serve(config, core, telephony, push);
            push.start();
            return new Voipbin(core, telephony, push, http, card(config, core, telephony, http));
        } catch (RuntimeException failed) {
            push.close();
            throw failed;
        }
    }

    /** On a server that only this machine reaches, webhooks may go to this machine too. */
    private static PushModule push(Config config, Core core) {
        WebhookSettings settings = WebhookSettings.standard(isLocal(config), List.of());
        return PushModule.of(core.db(), settings, core.clock(), new SecureRandom(), core.counters());
    }

    private static boolean isLocal(Config config) {
        try {
            return InetAddress.getByName(config.host()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static HttpApi serve(Config config, Core core, Telephony telephony, PushModule push) {
        Resources resources = core.resources();
        AuthModule auth = AuthModule.of(
                core.db(),
                new AuthModule.People(resources.customers(), resources.agents(), resources.accesskeys()),
                new AuthModule.Locks(
                        core.locks().passwords(),
                        core.locks().tokens(),
                        core.locks().secrets()),
                new MailFolder(core.folder().path("mail"), core.clock()),
                site(config, config.http().port()));
        List<Route> routes = new ArrayList<>(resources.routes());
        routes.addAll(auth.routes());
        routes.addAll(telephony.routes());
        routes.addAll(push.routes());
        routes.addAll(new Health(core.db(), telephony.wire()).pages());
        routes.addAll(new Metrics(core.counters()).pages());
        routes.addAll(Documentation.routes("VoIPBIN", "1.0", routes));
        try {
            HttpConfig http = new HttpConfig(config.host(), config.http().port());
            return HttpApi.start(http, routes, auth.authenticator(), core.counters());
        } catch (BindException taken) {
            throw new Refusal("HTTP port " + config.http().port() + " at " + config.host() + " cannot be used: "
                    + taken.getMessage() + ". Stop what listens there, or choose another with --port.");
        }
    }

    /** The card with this start's addresses; a database without any customer gets its first one. */
    private static Optional<Card> card(Config config, Core core, Telephony telephony, HttpApi http) {
        Path file = core.folder().path(CARD);
        Optional<Card.Credentials> credentials = Card.read(file).map(Card::credentials);
        if (credentials.isEmpty() && !core.resources().customers().any()) {
            credentials = Optional.of(new FirstCustomer(core).create());
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

    private static String site(Config config, int port) {
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

    Core core() {
        return core;
    }

    /** No new requests, then everybody is hung up, then the rest. */
    @Override
    public void close() {
        http.close();
        telephony.close();
        push.close();
        core.close();
    }
}
