package voipbin.bench.sip;

import java.io.IOException;
import voipbin.bench.Bench;
import voipbin.bench.Crowd;
import voipbin.bench.KeepAlive;
import voipbin.bench.Measured;
import voipbin.bench.Table;
import voipbin.bench.Usage;

/** Phones that register with the whole product, by digest; each binding a row. */
final class Registrations {

    private static final int CONTACTS = 3;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int MEASURED = 10_000;

    /** As measured for issue 4: CPU ms a registration. */
    private static final double ASTERISK = 0.32;

    private static final double FREESWITCH = 1.8;

    private final Bench.Ask ask;
    private final boolean apart;

    Registrations(Bench.Ask ask, boolean apart) {
        this.ask = ask;
        this.apart = apart;
    }

    /** @param contacts of all extensions together */
    void run(int contacts) throws IOException, InterruptedException {
        try (Site site = Site.start(ask, apart, "register")) {
            long empty = site.heap();
            String domain = site.card().path("sip_domain").asString();
            int extensions = Math.max(1, contacts / CONTACTS);
            extend(site, extensions);
            RegisterLoad.Phones phones = new RegisterLoad.Phones(domain, extensions, CONTACTS);
            try (RegisterLoad load = new RegisterLoad(site.sip(), phones)) {
                measure(site, load, phones, empty);
            }
        }
    }

    private static void extend(Site site, int count) throws InterruptedException {
        String target = site.path("extensions");
        Crowd.at(site.api(), (client, connection) -> {
            for (int i = client; i < count; i += Crowd.SIZE) {
                String body = "{\"extension\":\"%s\",\"password\":\"%s\"}"
                        .formatted(RegisterLoad.Phones.name(i), RegisterLoad.Phones.password());
                var _ = connection.ask(KeepAlive.request("POST", target, body));
            }
            return count;
        });
    }

    private void measure(Site site, RegisterLoad load, RegisterLoad.Phones phones, long empty)
            throws IOException, InterruptedException {
        int some = Math.min(MEASURED, phones.count());
        int failed = 0;
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            failed += load.round(some);
        }
        long before = site.heap();
        Usage was = Usage.of(site.process());
        int[] lost = new int[1];
        Measured first = Measured.of(site.process(), () -> lost[0] += load.round(phones.count()));
        Measured again = Measured.of(site.process(), () -> lost[0] += load.round(some));
        // transactions live on for 32 s
        Thread.sleep(35_000);
        long after = site.heap();
        Usage is = Usage.of(site.process());
        Table table = new Table(
                "registrations, challenge and answer", "registered", "a second", "CPU ms", "compiling", "core");
        row(table, "all phones", phones.count(), first);
        row(table, "refreshed", some, again);
        table.print(ask.out());
        double ours = again.millis(some);
        new Table("CPU ms a registration", "", "of ours")
                .row("ours, refreshed", "%.3f".formatted(ours), "1.00")
                .row("wanted at most", "0.100", "%.2f".formatted(0.1 / ours))
                .row("Asterisk 22, same kind of machine", ASTERISK, "%.2f".formatted(ASTERISK / ours))
                .row("FreeSWITCH, same kind of machine", FREESWITCH, "%.2f".formatted(FREESWITCH / ours))
                .print(ask.out());
        new Table("memory", "kB")
                .row("live heap at the start", empty)
                .row("live heap before most phones came", before)
                .row("live heap with " + phones.count() + " contacts", after)
                .row("heap a contact (wanted: 20)", "%.2f".formatted((double) (after - empty) / phones.count()))
                .row("resident before, after", was.residentMegabytes() + ", " + is.residentMegabytes())
                .print(ask.out());
        double contacts = site.metrics().getOrDefault("voipbin_registrar_contacts", 0.0);
        ask.out().printf("  not registered: %d, while warming up %d; contacts kept: %.0f%n", lost[0], failed, contacts);
    }

    private static void row(Table table, String name, int count, Measured cost) {
        table.row(
                name,
                count,
                "%.0f".formatted(count / cost.seconds()),
                "%.3f".formatted(cost.millis(count)),
                "%.3f".formatted(cost.compilingMillis(count)),
                cost.share());
    }
}
