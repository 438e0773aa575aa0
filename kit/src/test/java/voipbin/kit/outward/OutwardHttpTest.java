package voipbin.kit.outward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.kit.outward.Outward.Answered;
import voipbin.kit.outward.Outward.Forbidden;
import voipbin.kit.outward.Outward.Outcome;
import voipbin.kit.outward.Outward.Unreachable;

/** 127.0.0.2 plays the public host, every other loopback address the operator's own network. */
class OutwardHttpTest {

    private static final OutwardHttp.Patience SHORT =
            new OutwardHttp.Patience(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(900));

    private final OutwardHttp http = new OutwardHttp(
            AddressRules.publicAnd(List.of(Cidr.parse("127.0.0.2/32").orElseThrow())), SHORT);
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer open;
    private HttpServer inner;

    @BeforeEach
    void serve() throws IOException {
        open = server("127.0.0.2");
        inner = server("127.0.0.1");
    }

    private HttpServer server(String address) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            heard.add(address + " " + exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("X-Sent") + " " + body);
            String query = exchange.getRequestURI().getQuery();
            if (query != null && query.startsWith("to=")) {
                exchange.getResponseHeaders().add("Location", query.substring(3));
                exchange.sendResponseHeaders(307, -1);
            } else if ("busy".equals(query)) {
                exchange.getResponseHeaders().add("Retry-After", "7");
                exchange.sendResponseHeaders(503, -1);
            } else if ("sound".equals(query)) {
                exchange.sendResponseHeaders(200, 5);
                exchange.getResponseBody().write("sound".getBytes(UTF_8));
            } else if ("endless".equals(query)) {
                exchange.sendResponseHeaders(200, 0);
                pour(exchange.getResponseBody());
            } else {
                exchange.sendResponseHeaders(204, -1);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void pour(OutputStream out) {
        try {
            while (true) {
                out.write(new byte[8192]);
            }
        } catch (IOException cutOff) {
            // as it should be
        }
    }

    @AfterEach
    void close() {
        http.close();
        open.stop(0);
        inner.stop(0);
        threads.shutdownNow();
    }

    private Outcome send(String uri) {
        return http.send(
                new Outward.Request("a", "POST", URI.create(uri), Map.of("X-Sent", "yes"), "{}".getBytes(UTF_8)));
    }

    @Test
    void fetchesWhatLiesThereUpToTheMost() {
        assertThat(http.fetch("a", URI.create(at(open, "/a.wav?sound")), 5))
                .isInstanceOfSatisfying(Outward.Fetched.class, fetched -> {
                    assertThat(fetched.status()).isEqualTo(200);
                    assertThat(new String(fetched.body(), UTF_8)).isEqualTo("sound");
                });
        assertThat(http.fetch("a", URI.create(at(open, "/a.wav?sound")), 4))
                .isEqualTo(new Outward.NotFetched("longer than 4 bytes"));
        assertThat(http.fetch("a", URI.create(at(open, "/a.wav?endless")), 100_000))
                .isEqualTo(new Outward.NotFetched("longer than 100000 bytes"));
    }

    @Test
    void fetchesNothingFromWhereNothingMayBeAsked() {
        heard.clear();
        assertThat(http.fetch("a", URI.create(at(inner, "/a.wav?sound")), 5)).isInstanceOf(Outward.NotFetched.class);
        assertThat(http.fetch("a", URI.create("file:///etc/passwd"), 5)).isInstanceOf(Outward.NotFetched.class);
        assertThat(heard).isEmpty();
    }

    private static String at(HttpServer server, String rest) {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + rest;
    }

    @Test
    void aRequestIsSentAsItIsAndAnswered() {
        assertThat(send(at(open, "/hook"))).isEqualTo(new Answered(204, ""));
        assertThat(heard).containsExactly("127.0.0.2 POST /hook yes {}");
        assertThat(send(at(open, "/?busy"))).isEqualTo(new Answered(503, "7"));
    }

    @Test
    void aRedirectRepeatsTheRequest() {
        assertThat(send(at(open, "/a?to=/b"))).isEqualTo(new Answered(204, ""));
        assertThat(heard).containsExactly("127.0.0.2 POST /a yes {}", "127.0.0.2 POST /b yes {}");
    }

    @Test
    void fourRedirectsAreTooMany() {
        assertThat(send(at(open, "/a?to=/a?to=/a?to=/a"))).isEqualTo(new Answered(204, ""));
        assertThat(send(at(open, "/a?to=/a?to=/a?to=/a?to=/a"))).isEqualTo(new Unreachable("more than 3 redirects"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.1", "2130706433", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"})
    void theOwnNetworkIsNotReachedByWhateverName(String host) {
        String uri = "http://" + host + ":" + inner.getAddress().getPort() + "/";
        assertThat(send(uri)).isInstanceOf(Forbidden.class);
        assertThat(send(at(open, "/?to=" + uri))).as("nor by a redirect").isInstanceOf(Forbidden.class);
        assertThat(heard).noneMatch(line -> line.startsWith("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.2/", "gopher://127.0.0.2/", "http:///x", "/x", "x:y"})
    void onlyTheWebIsAsked(String uri) {
        assertThat(send(uri)).isInstanceOf(Forbidden.class);
        if (uri.contains(":")) {
            assertThat(send(at(open, "/?to=" + uri))).isInstanceOf(Forbidden.class);
        }
    }

    @Test
    void whoDoesNotAnswerIsUnreachable() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.2"))) {
            assertThat(send("http://127.0.0.2:" + silent.getLocalPort() + "/"))
                    .isEqualTo(new Unreachable("no answer in time"));
            int port = silent.getLocalPort();
            silent.close();
            assertThat(send("http://127.0.0.2:" + port + "/")).isInstanceOf(Unreachable.class);
        }
        assertThat(send("http://no-such-host.invalid/")).isInstanceOf(Unreachable.class);
        assertThat(send(at(open, "/").replace("http:", "https:"))).isInstanceOf(Unreachable.class);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        assertThat(send(at(open, "/?endless"))).isEqualTo(new Answered(200, ""));
        assertThat(send(at(open, "/hook"))).isEqualTo(new Answered(204, ""));
    }
}
