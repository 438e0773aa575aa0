package voipbin.kit.http;

import java.net.BindException;
import java.util.List;
import voipbin.base.Counters;
import voipbin.kit.auth.Authenticator;

/**
 * Serves routes over HTTP, each request on a virtual thread; the only place where a {@link voipbin.base.Problem}
 * becomes a status.
 */
public final class HttpApi implements AutoCloseable {

    /**
     * Starts to serve.
     *
     * @throws BindException naming host and port when somebody else listens there
     */
    public static HttpApi start(HttpConfig config, List<Route> routes, Authenticator authenticator, Counters counters)
            throws BindException {
        throw new UnsupportedOperationException();
    }

    /** The port that was taken. */
    public int port() {
        throw new UnsupportedOperationException();
    }

    /** Lets running requests end, then stops. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
