package voipbin.kit.outward;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutwardSocketsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void hostsAreReadAsPeopleWriteThem() {
        assertThat(HostPort.parse("a.example:80")).contains(new HostPort("a.example", 80));
        assertThat(HostPort.parse(" [2001:db8::1]:65535 ")).contains(new HostPort("2001:db8::1", 65535));
        assertThat(new HostPort("::1", 5)).hasToString("[::1]:5");
        for (String none :
                List.of("", "a.example", "a:0", "a:65536", "::1:5", "a b:5", "http://a:5", "u@a:5", "a:5/x")) {
            assertThat(HostPort.parse(none)).as(none).isEmpty();
        }
    }

    @Test
    void theOperatorsOwnNetworkIsOutOfReach() throws IOException {
        OutwardSockets guarded = new OutwardSockets(AddressRules.publicAnd(List.of()), PATIENCE);
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String host : List.of("127.0.0.1", "localhost", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254")) {
                HostPort to = new HostPort(host, door.getLocalPort());
                assertThatThrownBy(() -> guarded.connect(to)).as(host).hasMessageContaining("private or reserved");
                assertThatThrownBy(() -> guarded.connectSecurely(to)).as(host).isInstanceOf(IOException.class);
                assertThatThrownBy(() -> guarded.resolve(to)).as(host).isInstanceOf(IOException.class);
            }
            URI uri = URI.create("ws://localhost:" + door.getLocalPort() + "/");
            assertThatThrownBy(() -> OutwardWebSocket.open(guarded, uri, new Random()))
                    .hasMessageContaining("private or reserved");
        }
    }

    @Test
    void whoIsNoWebSocketIsLeft() throws IOException {
        OutwardSockets free = new OutwardSockets(AddressRules.anything(), PATIENCE);
        try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (String answer : List.of(
                    "HTTP/1.1 404 Not Found\r\n\r\n",
                    "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: wrong\r\n\r\n",
                    "HTTP/1.1 101 Switching Protocols\r\n",
                    "x".repeat(20_000))) {
                Thread.ofVirtual().start(() -> answer(door, answer));
                URI uri = URI.create("ws://127.0.0.1:" + door.getLocalPort() + "/");
                assertThatThrownBy(() -> OutwardWebSocket.open(free, uri, new Random()))
                        .hasMessageContaining("no WebSocket there");
            }
        }
        assertThatThrownBy(() -> OutwardWebSocket.open(free, URI.create("http://a.example/"), new Random()))
                .hasMessageContaining("not a ws or wss URI");
    }

    /** Whatever is asked; the request is read so that nothing is reset. */
    private static void answer(ServerSocket door, String text) {
        try (Socket socket = door.accept()) {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) socket.getInputStream().read());
            }
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        } catch (IOException gone) {
            // the client has seen enough
        }
    }
}
