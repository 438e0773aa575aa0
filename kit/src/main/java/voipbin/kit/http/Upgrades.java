package voipbin.kit.http;

import io.javalin.http.Context;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.jspecify.annotations.Nullable;
import voipbin.base.Problem;

/** Turns requests into WebSockets. */
final class Upgrades {

    private static final String ASKED = Upgrades.class.getName();
    private static final String VERSION = "Sec-WebSocket-Version";

    private static final long LONGEST_MESSAGE = 64 * 1024;

    private final SocketConfig config;

    Upgrades(SocketConfig config) {
        this.config = config;
    }

    void settle(ServletContextHandler context) {
        JettyWebSocketServletContainerInitializer.configure(context, (_, container) -> {
            // silence is found by the pings
            container.setIdleTimeout(Duration.ZERO);
            container.setMaxTextMessageSize(LONGEST_MESSAGE);
            container.setMaxBinaryMessageSize(LONGEST_MESSAGE);
        });
        context.addFilter(new FilterHolder(new Hiding()), "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    /** @throws Problem 400 if the request does not ask for an upgrade */
    static void require(Context request) {
        if (request.req().getAttribute(ASKED) == null || !"GET".equals(request.req().getMethod())) {
            throw Problem.invalid("Upgrade", "this is a WebSocket (RFC 6455): ask for an upgrade");
        }
    }

    void upgrade(Context request, WebSocket socket) {
        HttpServletRequest asked = (HttpServletRequest) request.req().getAttribute(ASKED);
        JettySession session = new JettySession(socket, config);
        try {
            // false if it was refused (no proper RFC 6455 request): the response says so already
            boolean upgraded = JettyWebSocketServerContainer.getContainer(asked.getServletContext())
                    .upgrade((_, _) -> session, asked, request.res());
            if (!upgraded) {
                socket.closed(1006, "");
            }
        } catch (IOException gone) {
            socket.closed(1006, "");
        }
    }

    /** Javalin would answer upgrades by itself, before our router has seen them. */
    private static final class Hiding extends HttpFilter {
        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request.getHeader(VERSION) == null) {
                chain.doFilter(request, response);
                return;
            }
            request.setAttribute(ASKED, request);
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public @Nullable String getHeader(String name) {
                            return VERSION.equalsIgnoreCase(name) ? null : super.getHeader(name);
                        }
                    },
                    response);
        }
    }
}
