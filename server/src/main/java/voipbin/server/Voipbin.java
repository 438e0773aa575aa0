package voipbin.server;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.kit.http.HttpApi;
import voipbin.kit.http.Route;
import voipbin.platform.push.PushModule;
import voipbin.platform.push.WebhookSettings;
import voipbin.server.config.Config;

/** The whole server: built in the order of its dependencies, taken down in the reverse one. */
final class Voipbin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Voipbin.class);

    private final Core core;
    private final Telephony telephony;
    private final HttpApi http;
    private final Optional<Card> card;

    /** What is up, the last first: what closing goes through. */
    private final Deque<Part> up = new ArrayDeque<>();

    /** Something that has been started. */
    private interface Part extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws Refusal when it cannot start, with a sentence that says why */
    static Voipbin start(Config config, Clock clock) {
        Core core = Core.open(config, clock);
        Deque<Part> up = new ArrayDeque<>();
        up.push(core::close);
        try {
            return new Voipbin(config, core, up);
        } catch (RuntimeException failed) {
            closeAll(up);
            throw failed;
        }
    }

    private Voipbin(Config config, Core core, Deque<Part> started) {
        this.core = core;
        PushModule push = push(config, core);
        started.push(push::close);
        telephony = Telephony.start(config, core, push.flowWebhooks());
        started.push(telephony::close);
        telephony.recover(core.resources());
        core.resources().recover();
        telephony.resume();
        Identities identities = Identities.of(config, core, telephony);
        started.push(identities::close);
        http = Api.serve(config, core, telephony, identities, push);
        started.push(http::close);
        push.start();
        card = identities.begin(new Card.Place(
                new Site(config).url(http.port()),
                new Site(config).host(),
                telephony.wire().stack().address().getPort(),
                config.sip().baseDomain(),
                telephony.wire().ports(config, core.folder().path("sip-certificates"))));
        up.addAll(started);
    }

    /** On a server that only this machine reaches, webhooks may go to this machine too. */
    private static PushModule push(Config config, Core core) {
        WebhookSettings settings = WebhookSettings.standard(new Site(config).privateTargets(), List.of());
        return PushModule.of(core.db(), settings, core.clock(), new SecureRandom(), core.counters());
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
        closeAll(up);
        up.clear();
    }

    /** One that cannot close must not keep the database from it. */
    private static void closeAll(Deque<Part> parts) {
        for (Part part : parts) {
            try {
                part.close();
            } catch (RuntimeException failed) {
                LOG.error("a part of the server did not close", failed);
            }
        }
    }
}
