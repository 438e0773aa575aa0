package voipbin.kit.outward;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@code wss} server with a certificate for localhost, which {@code keytool} makes. */
class SecureWebSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void whatIsSaidGoesBothWaysToWhomIsTrustedAndNowhereElse() throws Exception {
        SSLContext context = certified();
        OutwardSockets trusting = new OutwardSockets(AddressRules.anything(), PATIENCE, context.getSocketFactory());
        OutwardSockets usual = new OutwardSockets(AddressRules.anything(), PATIENCE);
        try (ServerSocket door =
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String port = ":" + door.getLocalPort();

            CompletableFuture<String> heard = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> talk(door, heard));
            URI uri = URI.create("wss://localhost" + port + "/talk?x=1");
            try (OutwardWebSocket socket = OutwardWebSocket.open(trusting, uri, new Random(1))) {
                socket.send("hello".getBytes(US_ASCII));
                assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("GET /talk?x=1 HTTP/1.1: hello");
                assertThat(socket.read())
                        .hasValueSatisfying(said -> assertThat(said).asString().isEqualTo("hi"));
            }

            Thread.ofVirtual().start(() -> talk(door, new CompletableFuture<>()));
            assertThatThrownBy(() -> OutwardWebSocket.open(usual, uri, new Random(1)))
                    .as("signed by nobody")
                    .isInstanceOf(SSLException.class);

            Thread.ofVirtual().start(() -> talk(door, new CompletableFuture<>()));
            URI other = URI.create("wss://127.0.0.1" + port + "/talk");
            assertThatThrownBy(() -> OutwardWebSocket.open(trusting, other, new Random(1)))
                    .as("not its name")
                    .isInstanceOf(SSLException.class);
        }
    }

    /** With a key of its own, which it trusts itself. */
    private SSLContext certified() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("store.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder((keytool + " -genkeypair -alias door -keyalg EC -groupname secp256r1 -dname"
                                + " CN=localhost -ext SAN=dns:localhost -storetype PKCS12 -storepass changeit -keystore "
                                + file)
                        .split(" "))
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), US_ASCII);
        assertThat(made.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("door", store.getCertificate("door"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Shakes hands, hears one short message (RFC 6455 §5.2), and says hi. */
    private static void talk(ServerSocket door, CompletableFuture<String> heard) {
        try (Socket socket = door.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.readUnsignedByte());
            }
            String key = head.toString().replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
            String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
            socket.getOutputStream().write(answer.getBytes(US_ASCII));
            in.readUnsignedByte();
            byte[] message = new byte[in.readUnsignedByte() & 0x7F];
            byte[] mask = in.readNBytes(4);
            in.readFully(message);
            for (int i = 0; i < message.length; i++) {
                message[i] ^= mask[i % 4];
            }
            heard.complete(head.substring(0, head.indexOf("\r\n")) + ": " + new String(message, US_ASCII));
            socket.getOutputStream().write(new byte[] {(byte) 0x82, 2, 'h', 'i'});
            in.readAllBytes();
        } catch (IOException | GeneralSecurityException gone) {
            heard.completeExceptionally(gone);
        }
    }
}
