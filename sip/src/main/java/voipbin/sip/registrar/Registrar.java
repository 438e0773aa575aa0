package voipbin.sip.registrar;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.base.Timers;
import voipbin.sip.IncomingRequest;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.auth.Role;
import voipbin.sip.auth.Verdict;
import voipbin.sip.message.Header;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;

/**
 * The registrar of RFC 3261, 10.3: challenges, checks and keeps bindings. Counts {@code registrar.accepted},
 * {@code registrar.refused} (wrong user or password) and {@code registrar.silenced}.
 */
public final class Registrar {

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    /** Shorter than what NATs commonly forget a connection after. */
    private static final Duration FLOW_TIMER = Duration.ofSeconds(120);

    private final Accounts accounts;
    private final Bindings bindings;
    private final DigestServer digest;
    private final Timers timers;
    private final InstantSource clock;
    private final Brake brake;
    private final Turns turns = new Turns();
    private final LongAdder accepted;
    private final LongAdder refused;
    private final LongAdder silenced;

    /** @param timers delay who guesses passwords; any thread */
    public Registrar(
            Accounts accounts,
            Bindings bindings,
            DigestServer digest,
            Timers timers,
            InstantSource clock,
            Counters counters) {
        this.accounts = accounts;
        this.bindings = bindings;
        this.digest = digest;
        this.timers = timers;
        this.clock = clock;
        this.brake = new Brake(clock);
        this.accepted = counters.counter("registrar.accepted");
        this.refused = counters.counter("registrar.refused");
        this.silenced = counters.counter("registrar.silenced");
    }

    /**
     * Handles a REGISTER entirely, asynchronously; call from any thread. Accounts and Bindings are called on virtual
     * threads, one REGISTER of an address of record at a time.
     */
    public void handle(IncomingRequest register) {
        Request request = register.message();
        Optional<SipUri> to = request.to().sip();
        if (!(request.uri() instanceof SipUri domain) || to.isEmpty()) {
            register.respond(400, "Not A SIP Address");
            return;
        }
        Attempt attempt = new Attempt(register, domain.host(), to.get().user().orElse(""));
        start(attempt, () -> admit(attempt));
    }

    /** @param user of To: who is to be reached at the Contact */
    private record Attempt(IncomingRequest register, String host, String user) {

        Brake.Who who() {
            return new Brake.Who(register.source().getAddress(), host, user);
        }
    }

    private void start(Attempt attempt, Runnable task) {
        Thread.ofVirtual().name("registrar").start(() -> guarded(attempt, task));
    }

    private static void guarded(Attempt attempt, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error(
                    "Call-ID {}: REGISTER failed", attempt.register().message().callId(), bug);
            attempt.register().respond(500, "Server Internal Error");
        }
    }

    /** Lets a try through at once, later, or never. */
    private void admit(Attempt attempt) {
        String realm = accounts.realm(attempt.host());
        if (!digest.hasCredentials(attempt.register().message(), realm)) {
            if (brake.isSilent(attempt.who())) {
                silence(attempt);
            } else {
                check(attempt, realm);
            }
            return;
        }
        Optional<Duration> delay = brake.enter(attempt.who());
        if (delay.isEmpty()) {
            silence(attempt);
        } else if (delay.get().isZero()) {
            check(attempt, realm);
        } else {
            timers.after(delay.get(), () -> start(attempt, () -> check(attempt, realm)));
        }
    }

    private void silence(Attempt attempt) {
        silenced.increment();
        attempt.register().drop();
    }

    private void check(Attempt attempt, String realm) {
        // who brings no credentials is challenged without a look, whether there is such an account or not
        Optional<Account> account = digest.hasCredentials(attempt.register().message(), realm)
                ? accounts.find(attempt.host(), attempt.user())
                : Optional.empty();
        Verdict verdict = digest.check(
                attempt.register().message(),
                realm,
                Role.SERVER,
                user -> account.filter(one -> one.user().equals(user)).map(Account::password));
        switch (verdict) {
            case Verdict.Accepted _ -> {
                accepted.increment();
                brake.forgive(attempt.who());
                String aor = account.orElseThrow().aor();
                turns.run(aor, () -> guarded(attempt, () -> update(aor, attempt.register())));
            }
            case Verdict.Challenge(List<Header> headers) -> challenge(attempt, headers);
            case Verdict.Refused(String _, List<Header> headers) -> {
                refused.increment();
                challenge(attempt, headers);
            }
        }
    }

    private static void challenge(Attempt attempt, List<Header> headers) {
        attempt.register().respond(Role.SERVER.status(), Role.SERVER.phrase(), headers.toArray(Header[]::new));
    }

    private void update(String aor, IncomingRequest register) {
        Update update = Update.of(aor, register, clock.instant());
        switch (update.apply(bindings.of(aor))) {
            case Update.Result.Kept(List<Binding> now) -> {
                if (update.changes()) {
                    bindings.replace(aor, now);
                }
                register.respond(listed(register, now, update.outbound()));
            }
            case Update.Result.TooBrief _ ->
                register.respond(423, "Interval Too Brief", new Header("Min-Expires", Update.MINIMUM.toSeconds() + ""));
            case Update.Result.Wrong(int status, String phrase) -> register.respond(status, phrase);
        }
    }

    /** 10.3, step 8: all bindings with what is left of their time. */
    private Response listed(IncomingRequest register, List<Binding> now, boolean outbound) {
        Response ok = register.response(200, "OK");
        var headers = ok.headers().toBuilder();
        if (outbound) {
            // RFC 5626, 6 and 5.4: so that the device keeps the connection and knows how often to say so
            headers.add("Require", "outbound");
            if (!register.flow().isEmpty()) {
                headers.add("Flow-Timer", FLOW_TIMER.toSeconds());
            }
        }
        // RFC 3327, 5.3: so that the device sees what way it has
        register.message().headers().values("Path").forEach(value -> headers.add("Path", value));
        for (Binding binding : now) {
            headers.add("Contact", Update.contact(binding, clock.instant()));
        }
        return ok.with(headers.build());
    }
}
