package voipbin.platform.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.outward.Outward;
import voipbin.kit.outward.OutwardHttp;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Webhooks;

/**
 * Sends what flows tell to servers: at once, up to three times, a second apart, while nobody answers or the server says
 * that it is its own fault. What is under way when the process ends is lost.
 */
final class FlowWebhooks implements Webhooks {

    private static final Set<String> METHODS = Set.of("POST", "GET", "PUT", "DELETE");
    private static final int TRIES = 3;
    private static final Duration APART = Duration.ofSeconds(1);
    private static final int SERVER_ERROR = 500;

    /** So many at a time; a flow that wants more is told. */
    private static final int MOST = 512;

    private final OutwardHttp http;
    private final Function<Id<?>, Optional<String>> secrets;
    private final Clock clock;
    private final Semaphore free = new Semaphore(MOST);
    private final LongAdder lost;

    /** @param secrets what a customer's webhooks are signed with, if anything */
    FlowWebhooks(OutwardHttp http, Function<Id<?>, Optional<String>> secrets, Clock clock, Counters counters) {
        this.http = http;
        this.secrets = secrets;
        this.clock = clock;
        this.lost = counters.counter("webhook_send.undelivered");
    }

    @Override
    public void send(Id<Customer> customer, Hook hook, Consumer<Problem> undelivered) {
        Outward.Request request = request(customer, hook);
        if (!free.tryAcquire()) {
            throw new Problem(Problem.Status.UNAVAILABLE, "WEBHOOKS_BUSY", MOST + " webhooks are under way already");
        }
        Thread.ofVirtual().name("webhook-send").start(() -> {
            try {
                deliver(request).ifPresent(reason -> {
                    lost.increment();
                    undelivered.accept(new Problem(Problem.Status.UNAVAILABLE, "WEBHOOK_UNDELIVERED", reason));
                });
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } finally {
                free.release();
            }
        });
    }

    /** Why nobody took it; empty when somebody did. */
    private Optional<String> deliver(Outward.Request request) throws InterruptedException {
        Outward.Outcome outcome = http.send(request);
        for (int tries = 1; tries < TRIES && isWorthAnotherTry(outcome); tries++) {
            Thread.sleep(APART);
            outcome = http.send(request);
        }
        return whyNot(request.uri(), outcome);
    }

    private static boolean isWorthAnotherTry(Outward.Outcome outcome) {
        return switch (outcome) {
            case Outward.Answered(int status, String _) -> status >= SERVER_ERROR;
            case Outward.Unreachable _ -> true;
            case Outward.Forbidden _ -> false;
        };
    }

    /** What a server makes of it is its own matter, unless it says that it has failed itself. */
    private static Optional<String> whyNot(URI uri, Outward.Outcome outcome) {
        return switch (outcome) {
            case Outward.Answered(int status, String _) ->
                status >= SERVER_ERROR ? Optional.of(uri + " answers " + status) : Optional.empty();
            case Outward.Unreachable(String reason) -> Optional.of(uri + ": " + reason);
            case Outward.Forbidden(String reason) -> Optional.of(uri + ": " + reason);
        };
    }

    private Outward.Request request(Id<Customer> customer, Hook hook) {
        String method = hook.method().isEmpty() ? "GET" : hook.method().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw Problem.invalid("method", "must be POST, GET, PUT or DELETE");
        }
        byte[] body = hook.data().getBytes(UTF_8);
        Map<String, String> headers = new HashMap<>();
        secrets.apply(customer)
                .ifPresent(secret -> headers.putAll(
                        WebhookSignature.headers(secret, Id.random().toString(), clock.instant(), body)));
        headers.put("Content-Type", hook.dataType());
        return new Outward.Request(customer.toString(), method, hook.uri(), headers, body);
    }
}
