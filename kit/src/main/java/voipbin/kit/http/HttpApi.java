package voipbin.kit.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.net.BindException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.kit.auth.Authenticator;

/**
 * Serves routes over HTTP, each request on a virtual thread; the only place where a {@link voipbin.base.Problem}
 * becomes a status. Has {@code GET /ping} of its own, and counts {@code http.requests.2xx} and the like and
 * {@code http.requests.microseconds}.
 */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    private static final int HEADER_LIMIT = 16 * 1024;

    private static final long SHUTDOWN_IDLE_MILLISECONDS = 50;

    private final Javalin javalin;

    private final List<Route> routes;

    private HttpApi(Javalin javalin, List<Route> routes) {
        this.javalin = javalin;
        this.routes = routes;
    }

    /** {@link #start(HttpConfig, List, Guards, Counters)} with nobody but the authenticator on guard. */
    public static HttpApi start(HttpConfig config, List<Route> routes, Authenticator authenticator, Counters counters)
            throws BindException {
        return start(config, routes, Guards.of(authenticator), counters);
    }

    /**
     * Starts to serve.
     *
     * @throws BindException naming host and port when it cannot listen there
     * @throws IllegalArgumentException if two routes are for the same method and path
     */
    public static HttpApi start(HttpConfig config, List<Route> routes, Guards guards, Counters counters)
            throws BindException {
        List<Route> all = new ArrayList<>(routes);
        all.add(new Route("GET", "/ping", Access.OPEN, Void.class, Map.class, _ -> Map.of("message", "pong")));
        RequestIds requestIds = new RequestIds(new SecureRandom());
        Exchange exchange = new Exchange(new Router(all), guards, requestIds, counters, config);
        Javalin javalin = Javalin.create(settings -> settle(settings, config, requestIds, exchange));
        try {
            return new HttpApi(javalin.start(config.host(), config.port()), List.copyOf(all));
        } catch (RuntimeException failure) {
            javalin.stop();
            if (isTaken(failure)) {
                throw new BindException("cannot listen at " + config.host() + ":" + config.port()
                        + ": somebody else does, or it is not an address of this machine");
            }
            throw failure;
        }
    }

    private static void settle(JavalinConfig settings, HttpConfig config, RequestIds requestIds, Exchange exchange) {
        settings.startup.showJavalinBanner = false;
        settings.startup.showOldJavalinVersionWarning = false;
        settings.startup.startupWatcherEnabled = false;
        settings.concurrency.useVirtualThreads = true;
        settings.jetty.threadPool = threads();
        settings.http.compressionStrategy = CompressionStrategy.NONE;
        settings.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(HEADER_LIMIT);
            // it finds values whatever their case, but tokens and keys that differ in case are different
            http.setHeaderCacheSize(0);
            http.setIdleTimeout(config.patience().toMillis());
        });
        settings.jetty.modifyServletContextHandler(context -> new Upgrades(config.sockets()).settle(context));
        settings.jetty.modifyServer(server -> settle(server, config, requestIds));
        // our own router serves everything: Javalin's looks at one route after the other
        settings.routes.before("*", exchange::serve);
    }

    /**
     * Requests run on virtual threads. Who waits for connections and for what comes on them does so on a thread of its
     * own: a virtual one would have to be woken by the JDK's own poller first.
     */
    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        threads.setMinThreads(1);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    private static void settle(Server server, HttpConfig config, RequestIds requestIds) {
        server.setErrorHandler(new JettyErrors(requestIds));
        server.setStopTimeout(config.grace().toMillis());
        server.insertHandler(new GracefulHandler());
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
                for (Connector connector : server.getConnectors()) {
                    connector.addBean(new SlowHeads(connector.getScheduler(), config.patience()));
                }
            }
        });
    }

    private static boolean isTaken(@Nullable Throwable failure) {
        return failure != null && (failure instanceof BindException || isTaken(failure.getCause()));
    }

    /** All that is served, {@code /ping} included. */
    public List<Route> routes() {
        return routes;
    }

    /** The port that was taken. */
    public int port() {
        return javalin.port();
    }

    /** Lets running requests end, then stops. */
    @Override
    public void close() {
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            if (connector instanceof AbstractConnector ours) {
                // a connection on which nothing is asked just now need not be waited for
                ours.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLISECONDS);
            }
        }
        try {
            javalin.stop();
        } catch (RuntimeException impatient) {
            // Jetty says so when a request outlived the grace; the server is down all the same
            LOG.warn("HTTP did not stop gracefully: {}", String.valueOf(impatient.getCause()));
        }
    }
}
