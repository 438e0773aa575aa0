package voipbin.server;

import java.net.BindException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import voipbin.kit.http.Guards;
import voipbin.kit.http.HttpApi;
import voipbin.kit.http.HttpConfig;
import voipbin.kit.http.IdempotencyKeys;
import voipbin.kit.http.RateLimits;
import voipbin.kit.http.Route;
import voipbin.kit.openapi.Documentation;
import voipbin.platform.customer.CustomerApi;
import voipbin.platform.push.PushModule;
import voipbin.server.config.Config;

/** What is served over HTTP, and who stands before it. */
final class Api {

    private Api() {}

    static HttpApi serve(Config config, Core core, Telephony telephony, Identities identities, PushModule push) {
        Guards guards = Guards.of(identities.auth().authenticator())
                .limits(limits(config))
                .gate(identities.auth().frozen())
                .idempotency(new IdempotencyKeys(core.db(), new SecureRandom()));
        try {
            HttpConfig http = new HttpConfig(config.host(), config.http().port());
            return HttpApi.start(http, routes(core, telephony, identities, push), guards, core.counters());
        } catch (BindException taken) {
            throw new Refusal("HTTP port " + config.http().port() + " at " + config.host() + " cannot be used: "
                    + taken.getMessage() + ". Stop what listens there, or choose another with --port.");
        }
    }

    private static List<Route> routes(Core core, Telephony telephony, Identities identities, PushModule push) {
        List<Route> routes = new ArrayList<>(core.resources().routes());
        routes.addAll(CustomerApi.routes(core.resources().customers(), identities.lifecycle()));
        routes.addAll(identities.auth().routes());
        routes.addAll(telephony.routes());
        routes.addAll(push.routes());
        routes.addAll(new Health(core.db(), telephony.wire()).pages());
        routes.addAll(new Metrics(core.counters()).pages());
        routes.addAll(Documentation.routes("VoIPBIN", "1.0", routes));
        return routes;
    }

    /** A developer's own machine need not be protected from its developer; a network does. */
    private static RateLimits limits(Config config) {
        boolean on = config.http().rateLimits().orElse(!new Site(config).isLocal());
        return on ? RateLimits.STANDARD : RateLimits.NONE;
    }
}
