package voipbin.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** WebSockets that listen to all events of a customer. */
final class Listeners implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<WebSocket> sockets = new ArrayList<>();
    private final String site;
    private final Arrivals arrivals;

    /** @param site {@code http://host:port} */
    Listeners(String site, Arrivals arrivals) {
        this.site = site;
        this.arrivals = arrivals;
    }

    void add(Tenants.Tenant tenant) {
        URI uri = URI.create(site.replaceFirst("^http", "ws") + tenant.path("/v1.0/ws"));
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(uri, new Ear(sockets.size()))
                .join();
        sockets.add(socket);
        socket.sendText("{\"type\":\"subscribe\",\"topics\":[\"customer_id:" + tenant.customer() + "\"]}", true)
                .join();
    }

    /** The frames of one of them, put together again. */
    private final class Ear implements WebSocket.Listener {

        private final int number;
        private final StringBuilder text = new StringBuilder();

        Ear(int number) {
            this.number = number;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                arrivals.arrived(text.toString(), number);
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
        http.shutdownNow();
    }
}
