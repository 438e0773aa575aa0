package voipbin.platform.registrar;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.base.Timers;
import voipbin.kit.sql.Db;
import voipbin.platform.extension.Extensions;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.registrar.Registrar;
import voipbin.sip.transport.Flows;

/** Builds the package. */
public record RegistrarModule(Registrar registrar, Registrations registrations) {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrarModule.class);
    private static final Duration SWEEPS = Duration.ofMinutes(30);

    /**
     * What the registrar reads time from, waits with and counts in, and who knows which connections stand.
     *
     * @param secret what names of devices are sealed with; the same after a restart
     */
    public record Works(Clock clock, Timers timers, Counters counters, Flows flows, byte[] secret) {}

    public static RegistrarModule of(
            Db db, Extensions extensions, SipDomains domains, DigestServer digest, Works works) {
        Gruus gruus = new Gruus(works.secret());
        KeptBindings bindings = KeptBindings.open(new SqlBindings(db), gruus, works.clock());
        works.counters().gauge("registrar.contacts", bindings::live);
        sweep(bindings, works.timers());
        extensions.tell(
                (tx, gone) -> bindings.forget(tx, domains.addressOfRecord(gone.customerId(), gone.extension())));
        Registrar registrar = new Registrar(
                new ExtensionAccounts(extensions, domains),
                bindings,
                digest,
                works.timers(),
                works.clock(),
                works.counters());
        return new RegistrarModule(registrar, new Registrations(bindings, domains, works, gruus));
    }

    private static void sweep(KeptBindings bindings, Timers timers) {
        timers.after(
                SWEEPS,
                () -> Thread.ofVirtual().name("registrations").start(() -> {
                    try {
                        bindings.sweep();
                    } catch (RuntimeException failed) {
                        LOG.warn("registrations that have ended stay a little longer", failed);
                    }
                    sweep(bindings, timers);
                }));
    }
}
