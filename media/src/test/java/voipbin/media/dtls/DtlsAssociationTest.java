package voipbin.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client and a server over a wire in memory. */
class DtlsAssociationTest {

    private static final UnaryOperator<byte[]> CLEAR = datagram -> datagram;

    private final DtlsIdentity clientIdentity = identity();
    private final DtlsIdentity serverIdentity = identity();
    private final AtomicReference<DtlsAssociation> client = new AtomicReference<>();
    private final AtomicReference<DtlsAssociation> server = new AtomicReference<>();
    private final CompletableFuture<DtlsOutcome> clientOutcome = new CompletableFuture<>();
    private final CompletableFuture<DtlsOutcome> serverOutcome = new CompletableFuture<>();

    private static DtlsIdentity identity() {
        return new DtlsIdentity(new SecureRandom(), Instant.parse("2026-01-01T00:00:00Z"));
    }

    @AfterEach
    void close() {
        client.get().close();
        server.get().close();
    }

    @Test
    void bothSidesGetTheSameKeysCrossed() throws Exception {
        shake(serverIdentity.fingerprint(), clientIdentity.fingerprint(), CLEAR);
        DtlsOutcome.Keyed ours = (DtlsOutcome.Keyed) clientOutcome.get(20, TimeUnit.SECONDS);
        DtlsOutcome.Keyed theirs = (DtlsOutcome.Keyed) serverOutcome.get(20, TimeUnit.SECONDS);
        assertThat(ours.profile()).isEqualTo(theirs.profile());
        assertThat(ours.local()).isEqualTo(theirs.remote());
        assertThat(ours.remote()).isEqualTo(theirs.local()).isNotEqualTo(ours.local());
    }

    @Test
    void aServerWithAnotherCertificateIsRefused() throws Exception {
        shake(identity().fingerprint(), clientIdentity.fingerprint(), CLEAR);
        assertThat(clientOutcome.get(20, TimeUnit.SECONDS)).isInstanceOf(DtlsOutcome.Failed.class);
        assertThat(serverOutcome.get(20, TimeUnit.SECONDS)).isInstanceOf(DtlsOutcome.Failed.class);
    }

    @Test
    void aClientWithAnotherCertificateIsRefused() throws Exception {
        shake(serverIdentity.fingerprint(), identity().fingerprint(), CLEAR);
        assertThat(serverOutcome.get(20, TimeUnit.SECONDS)).isInstanceOf(DtlsOutcome.Failed.class);
    }

    @Test
    void rubbishBetweenTheFlightsDoesNotHurt() throws Exception {
        Random random = new Random(11);
        shake(serverIdentity.fingerprint(), clientIdentity.fingerprint(), datagram -> {
            byte[] rubbish = new byte[1 + random.nextInt(200)];
            random.nextBytes(rubbish);
            rubbish[0] = (byte) (20 + random.nextInt(44));
            DtlsAssociation to = server.get();
            if (to != null) {
                to.received(ByteBuffer.wrap(rubbish));
            }
            return datagram;
        });
        assertThat(clientOutcome.get(20, TimeUnit.SECONDS)).isInstanceOf(DtlsOutcome.Keyed.class);
        assertThat(serverOutcome.get(20, TimeUnit.SECONDS)).isInstanceOf(DtlsOutcome.Keyed.class);
    }

    private void shake(Fingerprint ofServer, Fingerprint ofClient, UnaryOperator<byte[]> wire) {
        server.set(start(DtlsRole.SERVER, serverIdentity, ofClient, to(client, wire), serverOutcome));
        client.set(start(DtlsRole.CLIENT, clientIdentity, ofServer, to(server, wire), clientOutcome));
    }

    private static Consumer<byte[]> to(AtomicReference<DtlsAssociation> peer, UnaryOperator<byte[]> wire) {
        return datagram -> {
            // the client may be quicker than the line that notes it
            while (peer.get() == null) {
                Thread.onSpinWait();
            }
            peer.get().received(ByteBuffer.wrap(wire.apply(datagram)));
        };
    }

    private static DtlsAssociation start(
            DtlsRole role,
            DtlsIdentity identity,
            Fingerprint expected,
            Consumer<byte[]> send,
            CompletableFuture<DtlsOutcome> done) {
        return DtlsAssociation.start(
                new DtlsAssociation.Parts(role, identity, List.of(expected), send, done::complete));
    }
}
