package voipbin.platform.registrar;

import java.time.Clock;
import voipbin.base.Counters;
import voipbin.base.Timers;
import voipbin.kit.sql.Db;
import voipbin.platform.extension.Extensions;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.registrar.Registrar;
import voipbin.sip.transport.Flows;

/** Builds the package. */
public record RegistrarModule(Registrar registrar, Registrations registrations) {

    /** What the registrar reads time from, waits with and counts in, and who knows which connections stand. */
    public record Works(Clock clock, Timers timers, Counters counters, Flows flows) {}

    public static RegistrarModule of(
            Db db, Extensions extensions, SipDomains domains, DigestServer digest, Works works) {
        SqlBindings bindings = new SqlBindings(db);
        works.counters()
                .gauge("registrar.contacts", () -> bindings.live(works.clock().instant()));
        Registrar registrar = new Registrar(
                new ExtensionAccounts(extensions, domains),
                bindings,
                digest,
                works.timers(),
                works.clock(),
                works.counters());
        return new RegistrarModule(registrar, new Registrations(bindings, domains, works.clock(), works.flows()));
    }
}
