package voipbin.kit.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import voipbin.base.Counters;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.http.Router.Match;

/** What happens between a request and its answer; the order of the checks is that of conventions §3 and §6. */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** Who changed what, from where, and whether they were let. */
    private static final Logger AUDIT = LoggerFactory.getLogger("voipbin.audit");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String JSON = "application/json";
    private static final int UNPROCESSABLE = 422;
    private static final String ALLOWED_HEADERS =
            "Origin, X-Requested-With, Content-Type, Accept, Authorization, Idempotency-Key, X-Request-Id";

    private final Router router;
    private final Guards guards;
    private final Limits limits;
    private final RequestIds requestIds;
    private final Counters counters;
    private final HttpConfig config;
    private final Answering answering;

    Exchange(Router router, Guards guards, RequestIds requestIds, Counters counters, HttpConfig config) {
        this.router = router;
        this.guards = guards;
        this.limits = new Limits(guards.limits(), System::nanoTime);
        this.requestIds = requestIds;
        this.counters = counters;
        this.config = config;
        this.answering = new Answering(new Upgrades(config.sockets()));
        counters.gauge("http.limits.buckets", limits::buckets);
    }

    void serve(Context request) {
        long from = System.nanoTime();
        String requestId = requestIds.of(request.header("X-Request-Id"));
        request.header("X-Request-Id", requestId);
        request.header("Access-Control-Allow-Origin", "*");
        request.header("Access-Control-Expose-Headers", "X-Request-Id, Retry-After, Idempotency-Replayed");
        MDC.put("request_id", requestId);
        try {
            serve(request, requestId, from);
        } finally {
            MDC.clear();
        }
    }

    private void serve(Context request, String requestId, long from) {
        int status = request.req().getMethod().equals("OPTIONS")
                ? answering.write(request, preflight())
                : answered(request, requestId);
        if (!READING.contains(request.req().getMethod())) {
            // never the query: credentials may stand in it
            AUDIT.info("{} {} {}", request.req().getMethod(), request.path(), status);
        }
        counters.counter("http.requests." + status / 100 + "xx").increment();
        counters.counter("http.requests.microseconds").add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - from));
        request.skipRemainingHandlers();
    }

    /** @return the status */
    private int answered(Context request, String requestId) {
        try {
            InetAddress client = HttpAsk.clientOf(request, config);
            MDC.put("client", client.getHostAddress());
            limits.admit(client, request.req().getRequestURI());
            Map<String, String> query =
                    Percent.query(Optional.ofNullable(request.queryString()).orElse(""));
            Match match = router.find(request.req().getMethod(), request.req().getRequestURI())
                    .orElseThrow(() -> new Problem(Problem.Status.NOT_FOUND, "ROUTE_NOT_FOUND", "No such operation."));
            Caller caller = match.route().access() == Access.OPEN ? null : admitted(request, query, match);
            HttpAsk.Known known = new HttpAsk.Known(requestId, match.parameters(), query, caller);
            HttpAsk ask = new HttpAsk(request, match.route(), known, config);
            try {
                return answering.write(request, once(request, match.route(), ask));
            } finally {
                ask.end();
            }
        } catch (Limits.Exceeded exceeded) {
            Reply reply = told(exceeded.problem(), requestId).header("Retry-After", Long.toString(exceeded.seconds()));
            return answering.write(request, reply);
        } catch (Problem problem) {
            return answering.write(request, told(problem, requestId));
        } catch (RuntimeException | Error bug) {
            LOG.error("{} {} failed", request.req().getMethod(), request.path(), bug);
            return answering.write(request, told(internal(), requestId));
        }
    }

    private Caller admitted(Context request, Map<String, String> query, Match match) {
        Caller caller = authenticated(request, query, match);
        MDC.put("customer_id", caller.customerId().toString());
        if (!caller.agentId().isNil()) {
            MDC.put("agent_id", caller.agentId().toString());
        }
        limits.admit(caller);
        guards.gate().admit(caller, match.route());
        if (caller.kind() == Caller.Kind.DIRECT && match.route().access() != Access.AUTHENTICATED_OR_DIRECT) {
            throw new Problem(
                    Problem.Status.PERMISSION_DENIED,
                    "DIRECT_ACCESS_NOT_SUPPORTED",
                    "A direct token cannot be used here.");
        }
        return caller;
    }

    private Caller authenticated(Context request, Map<String, String> query, Match match) {
        Credential credential = Credentials.of(request, query)
                .orElseThrow(() -> new Problem(
                        Problem.Status.UNAUTHENTICATED, "AUTHENTICATION_REQUIRED", "A credential is needed."));
        return guards.authenticator().authenticate(credential);
    }

    /** Does what is asked, unless an {@code Idempotency-Key} says that it was done before. */
    private Reply once(Context request, Route route, HttpAsk ask) {
        String key = ask.header("Idempotency-Key");
        boolean plain = key.isEmpty()
                || route.access() == Access.OPEN
                || !route.method().equals("POST")
                || !route.path().startsWith("/v1.0/");
        if (plain || guards.idempotency().isEmpty()) {
            return handled(request, route, ask);
        }
        IdempotencyKeys.Use use = new IdempotencyKeys.Use(
                ask.caller().customerId(), route.method() + " " + route.path(), key, ask.fingerprint());
        IdempotencyKeys.Outcome outcome = guards.idempotency().get().once(use, () -> outcome(request, route, ask));
        return switch (outcome) {
            case IdempotencyKeys.Outcome.Ran(Reply reply) -> reply;
            case IdempotencyKeys.Outcome.Replayed(Reply reply) -> reply.header("Idempotency-Replayed", "true");
            case IdempotencyKeys.Outcome.Running() -> told(inProgress(), ask.requestId());
            case IdempotencyKeys.Outcome.Reused() ->
                told(reused(), ask.requestId()).status(UNPROCESSABLE);
        };
    }

    /** The answer, whatever it is: refusals are answers too, and bugs are told as such. */
    private Reply outcome(Context request, Route route, HttpAsk ask) {
        try {
            return handled(request, route, ask);
        } catch (Problem problem) {
            return told(problem, ask.requestId());
        } catch (RuntimeException | Error bug) {
            LOG.error("{} {} failed", route.method(), route.path(), bug);
            return told(internal(), ask.requestId());
        }
    }

    private static Problem inProgress() {
        return Problem.conflict(
                "IDEMPOTENCY_IN_PROGRESS",
                "A request with this Idempotency-Key has begun and its answer is not known (yet). If this lasts, the"
                        + " server stopped meanwhile: look whether it was done before you use another key.");
    }

    private static Problem reused() {
        return Problem.invalid("IDEMPOTENCY_KEY_REUSED", "Idempotency-Key", "belongs to another request");
    }

    /** Below {@code /auth} a handler's own problems are a bare status (conventions §10). */
    private static Reply handled(Context request, Route route, HttpAsk ask) {
        boolean bare = route.path().startsWith("/auth/");
        try {
            if (route.isWebSocket()) {
                Upgrades.require(request);
            }
            return replyOf(route.handler().handle(ask));
        } catch (Problem problem) {
            if (bare) {
                return Reply.empty(problem.status().http());
            }
            throw problem;
        } catch (RuntimeException | Error bug) {
            if (bare) {
                LOG.error("{} {} failed", route.method(), route.path(), bug);
                return Reply.empty(500);
            }
            throw bug;
        }
    }

    private static Reply replyOf(@Nullable Object result) {
        return switch (result) {
            case Reply reply -> reply;
            case WebSocket socket -> Reply.upgrade(socket);
            case null, default -> Reply.json(result);
        };
    }

    private static Reply told(Problem problem, String requestId) {
        return Reply.bytes(JSON, Envelope.of(problem, requestId))
                .status(problem.status().http());
    }

    private static Problem internal() {
        return new Problem(Problem.Status.INTERNAL, "INTERNAL", "Something is broken here.");
    }

    /** Fetch standard, CORS protocol; conventions §1. */
    private static Reply preflight() {
        return Reply.empty(204)
                .header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS")
                .header("Access-Control-Allow-Headers", ALLOWED_HEADERS)
                .header(
                        "Access-Control-Max-Age",
                        Long.toString(Duration.ofHours(12).toSeconds()));
    }
}
