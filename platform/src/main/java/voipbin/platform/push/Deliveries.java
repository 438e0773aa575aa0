package voipbin.platform.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.kit.outward.Outward;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;
import voipbin.platform.push.WebhookDelivery.Status;
import voipbin.platform.push.WebhookSender.Claimed;

/** What becomes of deliveries: claimed, tried, settled. */
final class Deliveries {

    /** How an attempt ended: whether the target is to be trusted with the next one at once. */
    enum Result {
        ANSWERED,
        FAILED
    }

    private final Db db;
    private final DeliveryQueue queue;
    private final Targets targets;
    private final WebhookSender sender;
    private final WebhookSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final LongAdder delivered;
    private final LongAdder retried;
    private final LongAdder dead;

    /** What deliveries are kept in and sent with. */
    record Parts(Db db, DeliveryQueue queue, Targets targets, WebhookSender sender) {}

    Deliveries(Parts parts, WebhookSettings settings, Clock clock, RandomGenerator random, Counters counters) {
        this.db = parts.db();
        this.queue = parts.queue();
        this.targets = parts.targets();
        this.sender = parts.sender();
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.delivered = counters.counter("webhooks.delivered");
        this.retried = counters.counter("webhooks.retried");
        this.dead = counters.counter("webhooks.dead");
    }

    Optional<Claimed> claim(Id<?> customer) {
        return db.write(tx -> queue.claim(tx, customer, settings.lease()).map(delivery -> claimed(tx, delivery)));
    }

    /** The customer's own webhook goes to where it is set now: who mends a wrong URI mends what is pending too. */
    private Claimed claimed(Tx tx, WebhookDelivery delivery) {
        String secret = targets.secret(tx, delivery.customerId()).orElse("");
        if (!delivery.activeflowId().isNil()) {
            return new Claimed(delivery, secret);
        }
        Target now = targets.own(tx, delivery.customerId()).orElse(Target.NONE);
        return new Claimed(queue.redirect(tx, delivery, now), secret);
    }

    /** One attempt, written down durably. */
    Result attempt(Claimed claimed) {
        Instant from = clock.instant();
        Outward.Outcome outcome = sender.send(claimed);
        if (Thread.interrupted() && outcome instanceof Outward.Unreachable) {
            // the server stops: an attempt that it cut short itself is none
            db.write(tx -> {
                queue.release(tx, claimed.delivery());
                return outcome;
            });
            return Result.FAILED;
        }
        Instant now = clock.instant();
        WebhookAttempt attempt = attempt(claimed.delivery(), outcome, Duration.between(from, now), now);
        return switch (Verdict.of(outcome, now)) {
            case Verdict.Heard() -> end(claimed, attempt, Status.DELIVERED, delivered);
            case Verdict.Final() -> end(claimed, attempt, Status.DEAD, dead);
            case Verdict.Again(Duration asked) -> again(claimed, attempt, asked);
        };
    }

    private Result end(Claimed claimed, WebhookAttempt attempt, Status status, LongAdder counter) {
        settle(claimed, attempt, status, Optional.empty());
        counter.increment();
        return Result.ANSWERED;
    }

    private Result again(Claimed claimed, WebhookAttempt attempt, Duration asked) {
        WebhookDelivery delivery = claimed.delivery();
        Optional<Instant> next = settings.backoff()
                .next(delivery.attemptCount() + 1, delivery.tmBegin(), attempt.tmCreate(), asked, random);
        settle(claimed, attempt, next.isPresent() ? Status.PENDING : Status.DEAD, next);
        (next.isPresent() ? retried : dead).increment();
        return Result.FAILED;
    }

    private void settle(Claimed claimed, WebhookAttempt attempt, Status status, Optional<Instant> next) {
        db.write(tx -> {
            queue.settle(tx, claimed.delivery(), attempt, status, next.orElse(null));
            return status;
        });
    }

    private static WebhookAttempt attempt(
            WebhookDelivery delivery, Outward.Outcome outcome, Duration duration, Instant now) {
        int status = switch (outcome) {
            case Outward.Answered answer -> answer.status();
            case Outward.Unreachable _, Outward.Forbidden _ -> 0;
        };
        String error = switch (outcome) {
            case Outward.Answered _ -> "";
            case Outward.Unreachable(String reason) -> reason;
            case Outward.Forbidden(String reason) -> reason;
        };
        return new WebhookAttempt(Id.random(), delivery.id(), status, error, duration.toMillis(), now);
    }
}
