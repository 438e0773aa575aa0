package voipbin.kit.outward;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
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
        long deadline = System.nanoTime() + patience.total().toNanos();
        URI uri = request.uri();
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            if (!isWeb(uri)) {
                return new Outward.Forbidden("not an http or https URI with a host");
            }
            Exchange exchange = exchange(request, uri, deadline);
            Optional<URI> next = exchange.next();
            if (next.isEmpty()) {
                return exchange.outcome();
            }
            uri = next.get();
        }
        return new Outward.Unreachable("more than " + MOST_REDIRECTS + " redirects");
    }

    /** One request and where its answer points. */
    private record Exchange(Outward.Outcome outcome, Optional<URI> next) {}

    private static boolean isWeb(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    }

    private Exchange exchange(Outward.Request request, URI uri, long deadline) {
        long left = deadline - System.nanoTime();
        org.eclipse.jetty.client.Request asked = client.newRequest(uri)
                .method(request.method())
                .tag(request.account())
                .headers(headers -> request.headers().forEach(headers::put))
                .body(new BytesRequestContent("application/json", request.json()))
                .timeout(Math.max(1, left), TimeUnit.NANOSECONDS);
        InputStreamResponseListener listener = new InputStreamResponseListener();
        asked.send(listener);
        try {
            Response response = listener.get(
                    Math.min(left, patience.connect().plus(patience.header()).toNanos()), TimeUnit.NANOSECONDS);
            finish(listener);
            return answered(uri, response);
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

    private static Exchange answered(URI uri, Response response) {
        String retryAfter = header(response, HttpHeader.RETRY_AFTER);
        Outward.Outcome outcome = new Outward.Answered(response.getStatus(), retryAfter);
        String location = header(response, HttpHeader.LOCATION);
        if (!REDIRECTS.contains(response.getStatus()) || location.isEmpty()) {
            return new Exchange(outcome, Optional.empty());
        }
        try {
            return new Exchange(outcome, Optional.of(uri.resolve(location)));
        } catch (IllegalArgumentException malformed) {
            return failed(new Outward.Unreachable("redirected to a malformed URI"));
        }
    }

    private static String header(Response response, HttpHeader name) {
        String value = response.getHeaders().get(name);
        return value == null ? "" : value;
    }

    private static Exchange failed(Outward.Outcome outcome) {
        return new Exchange(outcome, Optional.empty());
    }

    /** The answer has been given, whatever becomes of its body. */
    private static void finish(InputStreamResponseListener listener) {
        try (InputStream body = listener.getInputStream()) {
            body.skipNBytes(BODY_READ);
        } catch (IOException ended) {
            // by far the most are shorter
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
