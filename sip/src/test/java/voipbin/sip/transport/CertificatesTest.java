package voipbin.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().minus(Duration.ofDays(380)));

    private Certificates made(String name, String host) throws IOException {
        return DevelopmentCertificates.in(folder.resolve(name), List.of(host), new SecureRandom(), now::get);
    }

    /** The certificate that a client sees that believes in this authority. */
    private static X509Certificate shown(Certificates server, Certificates client) throws SSLException {
        SSLEngine here = server.forServer();
        SSLEngine there = client.forClient(InetSocketAddress.createUnresolved("sip.example", 5061));
        ByteBuffer up = ByteBuffer.allocate(64 * 1024);
        ByteBuffer down = ByteBuffer.allocate(64 * 1024);
        ByteBuffer sink = ByteBuffer.allocate(64 * 1024);
        here.beginHandshake();
        there.beginHandshake();
        for (int step = 0; step < 100 && there.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING; step++) {
            advance(there, down, up, sink);
            advance(here, up, down, sink);
        }
        return (X509Certificate) there.getSession().getPeerCertificates()[0];
    }

    private static void advance(SSLEngine engine, ByteBuffer from, ByteBuffer to, ByteBuffer sink) throws SSLException {
        from.flip();
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), to);
        } else if (from.hasRemaining()) {
            engine.unwrap(from, sink);
        }
        from.compact();
    }

    @Test
    void anAuthorityIsMadeOnceAndVouchesForItsServer() throws Exception {
        Certificates first = made("a", "sip.example");
        X509Certificate one = shown(first, first);
        X509Certificate again = shown(made("a", "sip.example"), first);

        assertThat(again).isEqualTo(one);
        assertThat(one.getSubjectAlternativeNames().toString()).contains("sip.example");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a/ca.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aNewNameOrAnOldAgeMakesANewCertificateOfTheSameAuthority() throws Exception {
        Certificates first = made("a", "sip.example");
        byte[] authority = Files.readAllBytes(folder.resolve("a/ca.pem"));
        X509Certificate one = shown(first, first);
        now.updateAndGet(time -> time.plus(Duration.ofDays(380)));
        Certificates later = made("a", "sip.example");

        assertThat(Files.readAllBytes(folder.resolve("a/ca.pem"))).isEqualTo(authority);
        assertThat(shown(later, later)).isNotEqualTo(one);
        assertThat(shown(made("a", "sip.example"), later)).isEqualTo(shown(later, later));
    }

    @Test
    void filesThatChangeAreReadAgainAndBrokenOnesAreNot() throws Exception {
        Certificates served = made("a", "sip.example");
        Certificates believer = made("a", "sip.example");
        X509Certificate before = shown(served, served);
        made("b", "sip.example");
        Certificates client = Certificates.of(
                new Certificates.PemFiles(
                        folder.resolve("b/server.pem"),
                        folder.resolve("b/server.key"),
                        Optional.of(folder.resolve("b/ca.pem"))),
                now::get);

        replace("server.key", "b/server.key");
        now.updateAndGet(time -> time.plusSeconds(5));
        assertThat(shown(served, believer)).isEqualTo(before);
        replace("server.pem", "b/server.pem");
        now.updateAndGet(time -> time.plusSeconds(5));

        assertThat(shown(served, client)).isNotEqualTo(before);
    }

    private void replace(String file, String by) throws IOException {
        Path target = folder.resolve("a").resolve(file);
        Files.copy(folder.resolve(by), target, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(target, FileTime.from(Instant.now().plusSeconds(60)));
    }

    @Test
    void aKeyOfAnotherCertificateIsRefusedAtTheStart() throws Exception {
        made("a", "sip.example");
        made("b", "sip.example");

        assertThatThrownBy(() -> Certificates.of(
                        new Certificates.PemFiles(
                                folder.resolve("a/server.pem"), folder.resolve("b/server.key"), Optional.empty()),
                        now::get))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the key is not that of the certificate");
    }
}
