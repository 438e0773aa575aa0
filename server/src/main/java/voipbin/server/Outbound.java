package voipbin.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Timers;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.dial.Telephone;
import voipbin.platform.number.NumberCarrier;
import voipbin.platform.number.Numbers;
import voipbin.platform.number.Renewals;
import voipbin.platform.outboundconfig.OutboundConfigModule;
import voipbin.platform.outboundlimit.OutboundLimit;
import voipbin.platform.outboundlimit.OutboundLimitModule;
import voipbin.platform.provider.Carriers;
import voipbin.platform.provider.ProviderModule;
import voipbin.platform.route.RouteModule;
import voipbin.platform.telnyx.TelnyxConnections;
import voipbin.platform.telnyx.TelnyxNumbers;
import voipbin.server.config.Config;
import voipbin.sip.SipStack;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/** The way out to the telephone network: carriers, routes and what each customer may. */
record Outbound(
        ProviderModule providers, RouteModule routes, OutboundConfigModule configs, OutboundLimitModule limits) {

    private static final long MICROS_A_DOLLAR = 1_000_000;

    /** What is configured of it. */
    record Settings(OutboundLimit.Amounts limits, Carriers carriers, Optional<NumberCarrier> seller) {

        static Settings of(Config config) {
            Config.Outbound usual = config.outbound();
            OutboundLimit.Amounts amounts = new OutboundLimit.Amounts(
                    usual.concurrentCalls(), usual.callsPerMinute(), usual.dollarsPerDay() * MICROS_A_DOLLAR, Map.of());
            Config.Telnyx telnyx = config.telnyx();
            return new Settings(
                    amounts,
                    new Carriers(List.of(new TelnyxConnections(telnyx.url(), config.publicAddress()))),
                    telnyx.key().isEmpty()
                            ? Optional.empty()
                            : Optional.of(new TelnyxNumbers(telnyx.url(), telnyx.key(), telnyx.connection())));
        }
    }

    static Outbound of(Db db, Numbers numbers, Settings settings) {
        return new Outbound(
                ProviderModule.of(db, settings.carriers()),
                RouteModule.of(db),
                OutboundConfigModule.of(db, numbers),
                OutboundLimitModule.of(db, settings.limits()));
    }

    List<CustomerListener> listeners() {
        return List.of(routes.all(), configs.configs(), limits.limits());
    }

    List<Route> httpRoutes() {
        List<Route> all = new ArrayList<>(providers.routes());
        all.addAll(routes.routes());
        all.addAll(configs.routes());
        all.addAll(limits.routes());
        return all;
    }

    Telephone telephone(Resources resources) {
        return new Telephone(
                new Telephone.Network(providers.providers(), routes.all(), routes.plan()),
                new Telephone.Rules(configs.configs(), resources.billing().charges(), limits.brakes()),
                resources.numbers());
    }

    /** What time is told by. */
    record Works(Clock clock, Timers timers) {}

    /** Lets time do its work. */
    void begin(SipStack stack, String baseDomain, Numbers numbers, Works works) {
        Timers timers = works.timers();
        new Renewals(numbers, () -> limits.brakes().forget(), works.clock(), timers).repeat();
        providers
                .health(stack::send, NameAddress.of(SipUri.of("health", baseDomain)), timers)
                .repeat();
    }
}
