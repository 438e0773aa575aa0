package voipbin.kit.outward;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to URIs that customers name. Every address that a host has is checked when it is connected to, for
 * each redirect anew. A redirect repeats the same request, method and body, at most three times; cookies,
 * authentication and proxies are not supported on purpose. Safe for all threads; {@link #send} blocks its own.
 */
public final class OutwardHttp implements AutoCloseable {

    /** How long what may take (conventions §15): until connected, until the header of an answer, altogether. */
    public record Patience(Duration connect, Duration header, Duration total) {
        public static final Patience STANDARD =
                new Patience(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int RESOLVERS = 32;
    private static final int THREADS = 16;
    /** A short answer is read so that its connection can be used again; a long one is cut off. */
    private static final int BODY_READ = 64 * 1024;

    private final HttpClient client = new HttpClient();
    private final Patience patience;
    private final ExecutorService resolvers;

    public OutwardHttp(AddressRules rules, Patience patience) {
        this.patience = patience;
        this.resolvers = resolvers();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("outward");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setSocketAddressResolver(new CheckedResolver(rules, resolvers));
        client.setConnectTimeout(patience.connect().toMillis());
        client.setIdleTimeout(patience.total().toMillis());
        client.setDestinationIdleTimeout(patience.total().toMillis());
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        // a body without a type is sent without one
        client.setDefaultRequestContentType(null);
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "VoIPBIN"));
        try {
            client.start();
        } catch (Exception failed) {
            throw new IllegalStateException("cannot send requests", failed);
        }
        // it must not answer challenges or unpack what is not read anyway
        client.getProtocolHandlers().clear();
        client.getContentDecoderFactories().clear();
    }

    /** Ends within the total patience. */
    public Outward.Outcome send(Outward.Request request) {
        return follow(
                        new Asking(
                                request.account(), request.method(), request.headers(), Optional.of(request.json()), 0),
                        request.uri())
                .outcome();
    }

    /**
     * Gets what lies there; ends within the total patience.
     *
     * @param most bytes of a body; a longer one is not fetched
     */
    public Outward.Fetch fetch(String account, URI uri, int most) {
        return fetched(follow(new Asking(account, "GET", Map.of(), Optional.empty(), most), uri), most);
    }

    /**
     * Sends a request to an API that answers with a body; ends within the total patience.
     *
     * @param most bytes of that body; a longer one is not fetched
     */
    public Outward.Fetch ask(Outward.Request request, int most) {
        Optional<byte[]> json = request.json().length == 0 ? Optional.empty() : Optional.of(request.json());
        return fetched(
                follow(new Asking(request.account(), request.method(), request.headers(), json, most), request.uri()),
                most);
    }

    private static Outward.Fetch fetched(Exchange exchange, int most) {
        return switch (exchange.outcome()) {
            case Outward.Answered(int status, String _) ->
                exchange.body().length > most
                        ? new Outward.NotFetched("longer than " + most + " bytes")
                        : new Outward.Fetched(status, exchange.body());
            case Outward.Unreachable(String reason) -> new Outward.NotFetched(reason);
            case Outward.Forbidden(String reason) -> new Outward.NotFetched(reason);
        };
    }

    /**
     * What is asked, wherever redirects lead.
     *
     * @param keep how many bytes of the answer's body are wanted
     */
    @SuppressWarnings("ArrayRecordComponent") // a body, handed on as it is and never compared
    private record Asking(
            String account, String method, Map<String, String> headers, Optional<byte[]> json, int keep) {}

    private Exchange follow(Asking asking, URI first) {
        long deadline = System.nanoTime() + patience.total().toNanos();
        URI uri = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            if (!isWeb(uri)) {
                return failed(new Outward.Forbidden("not an http or https URI with a host"));
            }
            Exchange exchange = exchange(asking, uri, deadline);
            Optional<URI> next = exchange.next();
            if (next.isEmpty()) {
                return exchange;
            }
            uri = next.get();
        }
        return failed(new Outward.Unreachable("more than " + MOST_REDIRECTS + " redirects"));
    }

    /** One request, what was kept of its answer, and where that points. */
    @SuppressWarnings("ArrayRecordComponent") // a body, handed on as it is and never compared
    private record Exchange(Outward.Outcome outcome, byte[] body, Optional<URI> next) {}

    private static boolean isWeb(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    }

    private Exchange exchange(Asking asking, URI uri, long deadline) {
        long left = deadline - System.nanoTime();
        org.eclipse.jetty.client.Request asked = client.newRequest(uri)
                .method(asking.method())
                .tag(asking.account())
                .headers(headers -> asking.headers().forEach((name, value) -> {
                    if (!name.equals("Content-Type")) {
                        headers.put(name, value);
                    }
                }))
                .body(asking.json()
                        .map(body -> new BytesRequestContent(typeOf(asking), body))
                        .orElse(null))
                .timeout(Math.max(1, left), TimeUnit.NANOSECONDS);
        InputStreamResponseListener listener = new InputStreamResponseListener();
        asked.send(listener);
        try {
            Response response = listener.get(
                    Math.min(left, patience.connect().plus(patience.header()).toNanos()), TimeUnit.NANOSECONDS);
            return answered(uri, response, body(listener, asking.keep()));
        } catch (TimeoutException late) {
            asked.abort(late);
            return failed(new Outward.Unreachable("no answer in time"));
        } catch (InterruptedException closing) {
            asked.abort(closing);
            Thread.currentThread().interrupt();
            return failed(new Outward.Unreachable("interrupted"));
        } catch (ExecutionException failure) {
            return failed(reason(failure.getCause()));
        }
    }

    private static @Nullable String typeOf(Asking asking) {
        String type = asking.headers().getOrDefault("Content-Type", "application/json");
        return type.isEmpty() ? null : type;
    }

    private static Exchange answered(URI uri, Response response, byte[] body) {
        String retryAfter = header(response, HttpHeader.RETRY_AFTER);
        Outward.Outcome outcome = new Outward.Answered(response.getStatus(), retryAfter);
        String location = header(response, HttpHeader.LOCATION);
        if (!REDIRECTS.contains(response.getStatus()) || location.isEmpty()) {
            return new Exchange(outcome, body, Optional.empty());
        }
        try {
            return new Exchange(outcome, body, Optional.of(uri.resolve(location)));
        } catch (IllegalArgumentException malformed) {
            return failed(new Outward.Unreachable("redirected to a malformed URI"));
        }
    }

    private static String header(Response response, HttpHeader name) {
        String value = response.getHeaders().get(name);
        return value == null ? "" : value;
    }

    private static Exchange failed(Outward.Outcome outcome) {
        return new Exchange(outcome, new byte[0], Optional.empty());
    }

    /** What is wanted of the body and a byte more; when nothing is, the answer counts whatever becomes of its body. */
    private static byte[] body(InputStreamResponseListener listener, int keep) throws ExecutionException {
        try (InputStream body = listener.getInputStream()) {
            if (keep > 0) {
                return body.readNBytes(keep + 1);
            }
            body.readNBytes(BODY_READ);
            return new byte[0];
        } catch (IOException broken) {
            if (keep == 0) {
                return new byte[0];
            }
            throw new ExecutionException(broken);
        }
    }

    private static Outward.Outcome reason(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CheckedResolver.ForbiddenAddress forbidden) {
                return new Outward.Forbidden(String.valueOf(forbidden.getMessage()));
            }
        }
        return new Outward.Unreachable(failure == null ? "failed" : said(failure));
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static ExecutorService resolvers() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                RESOLVERS,
                RESOLVERS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("resolver-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        resolvers.shutdownNow();
        try {
            client.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("cannot stop sending requests", failed);
        }
    }
}
