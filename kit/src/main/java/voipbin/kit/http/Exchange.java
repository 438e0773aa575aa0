package voipbin.kit.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.base.Problem;
import voipbin.kit.auth.Authenticator;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.http.Router.Match;

/** What happens between a request and its answer; the order of the checks is that of conventions §3 and §6. */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final String JSON = "application/json";

    private final Router router;
    private final Authenticator authenticator;
    private final RequestIds requestIds;
    private final Counters counters;
    private final int bodyLimit;

    Exchange(Router router, Authenticator authenticator, RequestIds requestIds, Counters counters, int bodyLimit) {
        this.router = router;
        this.authenticator = authenticator;
        this.requestIds = requestIds;
        this.counters = counters;
        this.bodyLimit = bodyLimit;
    }

    void serve(Context request) {
        long from = System.nanoTime();
        String requestId = requestIds.of(request.header("X-Request-Id"));
        request.header("X-Request-Id", requestId);
        request.header("Access-Control-Allow-Origin", "*");
        Reply reply = request.req().getMethod().equals("OPTIONS") ? preflight() : answer(request, requestId);
        write(request, reply);
        counters.counter("http.requests." + reply.status() / 100 + "xx").increment();
        counters.counter("http.requests.microseconds").add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - from));
        request.skipRemainingHandlers();
    }

    private Reply answer(Context request, String requestId) {
        try {
            Map<String, String> query =
                    Percent.query(Optional.ofNullable(request.queryString()).orElse(""));
            Match match = router.find(request.req().getMethod(), request.req().getRequestURI())
                    .orElseThrow(() -> new Problem(Problem.Status.NOT_FOUND, "ROUTE_NOT_FOUND", "No such operation."));
            Caller caller = match.route().access() == Access.OPEN ? null : authenticated(request, query, match);
            HttpAsk.Known known = new HttpAsk.Known(requestId, match.parameters(), query, caller);
            return handled(match.route(), new HttpAsk(request, known, bodyLimit));
        } catch (Problem problem) {
            return told(problem, requestId);
        } catch (RuntimeException | Error bug) {
            LOG.error("{} {} {} failed", requestId, request.req().getMethod(), request.path(), bug);
            return told(internal(), requestId);
        }
    }

    private Caller authenticated(Context request, Map<String, String> query, Match match) {
        Credential credential = Credentials.of(request, query)
                .orElseThrow(() -> new Problem(
                        Problem.Status.UNAUTHENTICATED, "AUTHENTICATION_REQUIRED", "A credential is needed."));
        Caller caller = authenticator.authenticate(credential);
        if (caller.kind() == Caller.Kind.DIRECT && match.route().access() != Access.AUTHENTICATED_OR_DIRECT) {
            throw new Problem(
                    Problem.Status.PERMISSION_DENIED,
                    "DIRECT_ACCESS_NOT_SUPPORTED",
                    "A direct token cannot be used here.");
        }
        return caller;
    }

    /** Below {@code /auth} a handler's own problems are a bare status (conventions §10). */
    private static Reply handled(Route route, Ask ask) {
        boolean bare = route.path().startsWith("/auth/");
        try {
            return replyOf(route.handler().handle(ask));
        } catch (Problem problem) {
            if (bare) {
                return Reply.empty(problem.status().http());
            }
            throw problem;
        } catch (RuntimeException | Error bug) {
            if (bare) {
                LOG.error("{} {} {} failed", ask.requestId(), route.method(), route.path(), bug);
                return Reply.empty(500);
            }
            throw bug;
        }
    }

    private static Reply replyOf(@Nullable Object result) {
        return result instanceof Reply reply ? reply : Reply.json(result);
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
                .header("Access-Control-Allow-Headers", "Origin, X-Requested-With, Content-Type, Accept, Authorization")
                .header(
                        "Access-Control-Max-Age",
                        Long.toString(Duration.ofHours(12).toSeconds()));
    }

    private static void write(Context request, Reply reply) {
        request.status(reply.status());
        reply.headers().forEach(request::header);
        for (Reply.Cookie cookie : reply.cookies()) {
            request.res().addHeader("Set-Cookie", cookie.toString());
        }
        if (!reply.contentType().isEmpty()) {
            request.contentType(reply.contentType());
        }
        request.result(reply.body());
    }
}
