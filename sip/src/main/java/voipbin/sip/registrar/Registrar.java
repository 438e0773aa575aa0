package voipbin.sip.registrar;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.base.Timers;
import voipbin.sip.Backlog;
import voipbin.sip.IncomingRequest;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.auth.Role;
import voipbin.sip.auth.Verdict;
import voipbin.sip.message.Header;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;

/**
 * The registrar of RFC 3261, 10.3: challenges, checks and keeps bindings. Counts {@code registrar.accepted},
 * {@code registrar.refused} (wrong user or password), {@code registrar.silenced} and {@code registrar.turned_away}:
 * 503, because accounts or bindings are slower than registrations come.
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
    private final LongAdder turnedAway;
    private final Backlog backlog;

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
        this.turnedAway = counters.counter("registrar.turned_away");
        this.backlog = new Backlog(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
        counters.gauge("registrar.waiting", backlog::size);
    }

    /**
     * Handles a REGISTER entirely; call from any thread, and it returns soon: where Accounts and Bindings do not know
     * by heart they are asked on virtual threads. One REGISTER of an address of record at a time.
     */
    public void handle(IncomingRequest register) {
        Request request = register.message();
        Optional<SipUri> to = request.to().sip();
        if (!(request.uri() instanceof SipUri domain) || to.isEmpty()) {
            register.respond(400, "Not A SIP Address");
            return;
        }
        String realm = accounts.realm(domain.host());
        boolean proves = digest.hasCredentials(request, realm);
        Attempt attempt = new Attempt(register, domain.host(), to.get().user().orElse(""), realm);
        if (proves) {
            admit(attempt);
        } else if (brake.isSilent(attempt.who())) {
            silence(attempt);
        } else {
            // challenged without a look, whether there is such an account or not
            decide(attempt, Optional.empty(), verdict(attempt, Optional.empty()));
        }
    }

    /** @param user of To: who is to be reached at the Contact */
    private record Attempt(IncomingRequest register, String host, String user, String realm) {

        Brake.Who who() {
            return new Brake.Who(register.source().getAddress(), host, user);
        }
    }

    /** On a thread of its own, as long as those who wait for one get on. */
    private void start(Attempt attempt, Runnable task) {
        queued(attempt, task, waiting -> Thread.ofVirtual().name("registrar").start(waiting));
    }

    private void queued(Attempt attempt, Runnable task, Consumer<Runnable> queue) {
        Optional<Long> number = backlog.enters();
        if (number.isEmpty()) {
            turnedAway.increment();
            brake.takeBack(attempt.who());
            attempt.register()
                    .respond(
                            503,
                            "Service Unavailable",
                            Backlog.retryAfter(attempt.register().message()));
            return;
        }
        queue.accept(() -> {
            try {
                guarded(attempt, task);
            } finally {
                backlog.leaves(number.get());
            }
        });
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
        Optional<Duration> delay = brake.enter(attempt.who());
        if (delay.isEmpty()) {
            silence(attempt);
        } else if (delay.get().isZero()) {
            checkAtHand(attempt);
        } else {
            timers.after(delay.get(), () -> start(attempt, () -> check(attempt)));
        }
    }

    private void silence(Attempt attempt) {
        silenced.increment();
        attempt.register().drop();
    }

    /**
     * Only the right password of somebody who is known already is answered here: that everybody else is looked up
     * again, known or not, keeps their answers alike in time.
     */
    private void checkAtHand(Attempt attempt) {
        Optional<Account> account = accounts.known(attempt.host(), attempt.user());
        Verdict verdict = verdict(attempt, account);
        if (verdict instanceof Verdict.Refused) {
            start(attempt, () -> check(attempt));
        } else {
            decide(attempt, account, verdict);
        }
    }

    private void check(Attempt attempt) {
        Optional<Account> account = accounts.find(attempt.host(), attempt.user());
        decide(attempt, account, verdict(attempt, account));
    }

    private Verdict verdict(Attempt attempt, Optional<Account> account) {
        return digest.check(
                attempt.register().message(),
                attempt.realm(),
                Role.SERVER,
                user -> account.filter(one -> one.user().equals(user)).map(Account::password));
    }

    private void decide(Attempt attempt, Optional<Account> account, Verdict verdict) {
        switch (verdict) {
            case Verdict.Accepted _ -> {
                accepted.increment();
                brake.forgive(attempt.who());
                accepted(attempt, account.orElseThrow().aor());
            }
            case Verdict.Challenge(List<Header> headers) -> challenge(attempt, headers);
            case Verdict.Refused(String _, List<Header> headers) -> {
                refused.increment();
                challenge(attempt, headers);
            }
        }
    }

    /** Here if nothing has to be waited for, as with most phones that only say that they are still there. */
    private void accepted(Attempt attempt, String aor) {
        boolean[] served = new boolean[1];
        turns.runNow(
                aor,
                () -> guarded(attempt, () -> {
                    // a bug has been answered too
                    served[0] = true;
                    served[0] = updatedAtHand(aor, attempt.register());
                }));
        if (!served[0]) {
            queued(attempt, () -> update(aor, attempt.register()), waiting -> turns.run(aor, waiting));
        }
    }

    private static void challenge(Attempt attempt, List<Header> headers) {
        attempt.register().respond(Role.SERVER.status(), Role.SERVER.phrase(), headers.toArray(Header[]::new));
    }

    /** Whether all could be done without waiting. */
    private boolean updatedAtHand(String aor, IncomingRequest register) {
        Optional<List<Binding>> stored = bindings.known(aor);
        if (stored.isEmpty()) {
            return false;
        }
        Update update = Update.of(aor, register, clock.instant());
        Update.Result result = update.apply(stored.get());
        boolean changed = update.changes() && result instanceof Update.Result.Kept;
        if (changed && !bindings.refresh(aor, ((Update.Result.Kept) result).bindings())) {
            return false;
        }
        answer(register, update, result);
        return true;
    }

    private void update(String aor, IncomingRequest register) {
        Update update = Update.of(aor, register, clock.instant());
        Update.Result result = update.apply(bindings.of(aor));
        if (update.changes() && result instanceof Update.Result.Kept(List<Binding> now)) {
            bindings.replace(aor, now);
        }
        answer(register, update, result);
    }

    private void answer(IncomingRequest register, Update update, Update.Result result) {
        switch (result) {
            case Update.Result.Kept(List<Binding> now) -> register.respond(listed(register, now, update.outbound()));
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
        boolean named = register.message().words("Supported").stream().anyMatch("gruu"::equalsIgnoreCase);
        for (Binding binding : now) {
            NameAddress contact = Update.contact(binding, clock.instant());
            Optional<Gruu> gruu = named ? bindings.gruu(binding) : Optional.empty();
            headers.add(
                    "Contact",
                    gruu.map(one -> contact.with("pub-gruu", one.everybodys().toString())
                                    .with("temp-gruu", one.temporary().toString()))
                            .orElse(contact));
        }
        return ok.with(headers.build());
    }
}
