package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import voipbin.base.Problem;
import voipbin.kit.TestHttp;
import voipbin.kit.http.Route;
import voipbin.kit.json.Json;
import voipbin.server.Somebody.Header;

/** Knocks at routes and looks at the form of what is answered, whatever that is. */
final class Door {

    private static final String NOT_GIVEN = "{}";

    private final int port;
    private final TestHttp client;
    private final AtomicInteger requests = new AtomicInteger();

    Door(TestServer server) {
        this.port = server.voipbin().httpPort();
        this.client = server.anonymous();
    }

    /** @param reason {@code ""} if it is no refusal, or one with an empty body */
    record Answer(int status, String reason, String text) {
        @Override
        public String toString() {
            return status + " " + reason;
        }
    }

    int requests() {
        return requests.get();
    }

    Answer knock(Header who, Route route, String path) {
        String id = "matrix-" + requests.incrementAndGet();
        if (route.isWebSocket()) {
            return upgrade(who, path);
        }
        boolean sends = route.body() != Void.class || route.notes().form().isPresent();
        TestHttp.Answer answer = client.with(who.name(), who.value())
                .with("X-Request-Id", id)
                .send(route.method(), path, sends ? NOT_GIVEN : "");
        String what = route.method() + " " + path + ": " + answer.status() + " " + answer.text();
        assertThat(answer.headers().firstValue("X-Request-Id")).as(what).contains(id);
        return new Answer(answer.status(), answer.status() < 400 ? "" : reason(route, answer, id, what), answer.text());
    }

    private static String reason(Route route, TestHttp.Answer answer, String id, String what) {
        // what /auth/* refuses itself has no body (conventions §10)
        if (answer.text().isEmpty() && route.path().startsWith("/auth/")) {
            return "";
        }
        JsonNode error = answer.json().path("error");
        assertThat(error.path("request_id").asString("")).as(what).isEqualTo(id);
        assertThat(error.path("message").asString("")).as(what).isNotEmpty();
        Problem.Status status = Problem.Status.valueOf(error.path("status").asString(""));
        assertThat(status.http()).as(what).isEqualTo(answer.status());
        assertThat(error.path("reason").asString("")).as(what).matches("[A-Z][A-Z0-9_]+");
        return error.path("reason").asString("");
    }

    /** What a proper opening handshake (RFC 6455 §4.1) is answered, which the JDK's client would not tell. */
    private Answer upgrade(Header who, String path) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                    + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + who.name() + ": " + who.value()
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            int status = Integer.parseInt(in.readLine().split(" ")[1]);
            int length = 0;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                length = line.toLowerCase(Locale.ROOT).startsWith("content-length:")
                        ? Integer.parseInt(line.split(":")[1].strip())
                        : length;
            }
            char[] body = new char[length];
            for (int read = 0; read < length; ) {
                read += in.read(body, read, length - read);
            }
            String text = new String(body);
            String reason =
                    text.isEmpty() ? "" : Json.parse(text).at("/error/reason").asString("");
            return new Answer(status, reason, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
