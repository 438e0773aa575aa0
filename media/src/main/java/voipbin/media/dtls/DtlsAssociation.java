package voipbin.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * One handshake, and afterwards an ear for a peer that has missed its end (RFC 6347 §4.2.4). Runs on a virtual thread
 * of its own, since it waits and computes; all methods may be called from any thread.
 */
public final class DtlsAssociation {

    static final int TIMEOUT_MILLIS = 30_000;

    private static final int DATAGRAM = 2048;

    /** Fits every path: IPv6 promises 1280 bytes. */
    private static final int SEND_LIMIT = 1200;

    /** A flight is a handful of datagrams. */
    private static final int MOST_WAITING = 64;

    private static final int EAR_MILLIS = 3_600_000;

    /** What an association is made from; the outcome and the datagrams come on its own thread. */
    public record Parts(
            DtlsRole role,
            DtlsIdentity identity,
            List<Fingerprint> expected,
            Consumer<byte[]> send,
            Consumer<DtlsOutcome> done) {}

    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Parts parts;
    private final Thread thread;

    private DtlsAssociation(Parts parts) {
        this.parts = parts;
        thread = Thread.ofVirtual().name("dtls").unstarted(this::run);
    }

    /** Begins: as a client with the first flight, as a server with waiting. */
    public static DtlsAssociation start(Parts parts) {
        DtlsAssociation association = new DtlsAssociation(parts);
        association.thread.start();
        return association;
    }

    /**
     * Takes a datagram {@code [0..limit)} from the peer; false when too many wait, which loses it as a network would.
     */
    public boolean received(ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.limit()];
        datagram.get(0, bytes);
        return arrived.offer(bytes);
    }

    /** Ends it; the peer is told if there was an association. A second call does nothing. */
    public void close() {
        thread.interrupt();
    }

    private void run() {
        SrtpTerms terms = new SrtpTerms(parts.expected());
        DTLSTransport transport;
        try {
            transport = handshake(terms);
        } catch (IOException | RuntimeException failed) {
            // RuntimeException: what the library makes of some malformed messages.
            parts.done().accept(new DtlsOutcome.Failed(String.valueOf(failed.getMessage())));
            return;
        }
        parts.done()
                .accept(terms.keyed()
                        .map(DtlsOutcome.class::cast)
                        .orElseGet(() -> new DtlsOutcome.Failed("the handshake brought no keys")));
        listen(transport);
    }

    private DTLSTransport handshake(SrtpTerms terms) throws IOException {
        BcTlsCrypto crypto = parts.identity().crypto();
        Wire wire = new Wire();
        return switch (parts.role()) {
            case SERVER -> new DTLSServerProtocol().accept(new SrtpServer(parts.identity(), crypto, terms), wire);
            case CLIENT -> new DTLSClientProtocol().connect(new SrtpClient(parts.identity(), crypto, terms), wire);
        };
    }

    /** Until it is closed: the library answers repeated flights while it is asked for data. */
    private static void listen(DTLSTransport transport) {
        byte[] data = new byte[DATAGRAM];
        try {
            while (!Thread.currentThread().isInterrupted()) {
                transport.receive(data, 0, data.length, EAR_MILLIS);
            }
        } catch (IOException | RuntimeException over) {
            // Closed by us or by the peer; the keys go on to hold until SIP ends the call.
        } finally {
            try {
                transport.close();
            } catch (IOException gone) {
                // There is nobody left to tell.
            }
        }
    }

    /** The port as the library sees it. */
    private final class Wire implements DatagramTransport {

        @Override
        public int getReceiveLimit() {
            return DATAGRAM;
        }

        @Override
        public int getSendLimit() {
            return SEND_LIMIT;
        }

        @Override
        public int receive(byte[] to, int from, int length, int waitMillis) throws IOException {
            try {
                byte @Nullable [] datagram = arrived.poll(waitMillis, TimeUnit.MILLISECONDS);
                if (datagram == null) {
                    return -1;
                }
                int taken = Math.min(length, datagram.length);
                System.arraycopy(datagram, 0, to, from, taken);
                return taken;
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("closed").initCause(closed);
            }
        }

        @Override
        public void send(byte[] from, int at, int length) {
            byte[] datagram = new byte[length];
            System.arraycopy(from, at, datagram, 0, length);
            parts.send().accept(datagram);
        }

        @Override
        public void close() {}
    }
}
