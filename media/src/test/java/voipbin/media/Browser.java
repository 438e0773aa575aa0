package voipbin.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import voipbin.media.dtls.DtlsAssociation;
import voipbin.media.dtls.DtlsIdentity;
import voipbin.media.dtls.DtlsOutcome;
import voipbin.media.dtls.DtlsRole;
import voipbin.media.dtls.Fingerprint;
import voipbin.media.ice.Checks;
import voipbin.media.ice.IceCredentials;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.RtpPackets;
import voipbin.media.srtp.SrtpReceiver;
import voipbin.media.srtp.SrtpSender;

/** What a browser does to have its call, over one socket: it checks, nominates, shakes hands and talks. */
final class Browser implements AutoCloseable {

    private static final String FRAGMENT = "brow";

    final RawPhone phone = new RawPhone();
    private final DtlsIdentity identity = new DtlsIdentity(new SecureRandom(), Instant.parse("2026-01-01T00:00:00Z"));
    private @Nullable DtlsAssociation association;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private int sequence = 100;

    Browser() throws IOException {}

    byte[] offer() {
        String plain = new String(
                phone.sdp(
                        "a=mid:0",
                        "a=ice-ufrag:" + FRAGMENT,
                        "a=ice-pwd:browserbrowserbrowser1",
                        "a=fingerprint:" + identity.fingerprint().value(),
                        "a=setup:actpass",
                        "a=rtcp-mux"),
                StandardCharsets.UTF_8);
        return plain.replace("t=0 0", "t=0 0\r\na=group:BUNDLE 0")
                .replace("RTP/AVP", "UDP/TLS/RTP/SAVPF")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Checks and shakes hands until there are keys. */
    void connect(byte[] answer) throws Exception {
        InetSocketAddress server = RawPhone.address(answer);
        check(answer);
        CompletableFuture<DtlsOutcome> outcome = new CompletableFuture<>();
        Fingerprint theirs = Fingerprint.parse(attribute(answer, "fingerprint")).orElseThrow();
        DtlsAssociation client = DtlsAssociation.start(new DtlsAssociation.Parts(
                DtlsRole.CLIENT, identity, List.of(theirs), datagram -> send(server, datagram), outcome::complete));
        association = client;
        while (!outcome.isDone()) {
            ByteBuffer datagram = phone.receive();
            int first = datagram.get(0) & 0xFF;
            if (first >= 20 && first <= 63) {
                client.received(datagram);
                // the last flight is answered by nothing: look before the next wait
                if (datagram.get(0) == 22 && datagram.getShort(3) == 1) {
                    outcome.get(20, TimeUnit.SECONDS);
                }
            }
        }
        DtlsOutcome.Keyed keys = (DtlsOutcome.Keyed) outcome.get(20, TimeUnit.SECONDS);
        sender = new SrtpSender(keys.profile(), keys.local());
        receiver = new SrtpReceiver(keys.profile(), keys.remote());
    }

    /** A check that nominates, and its answer. */
    void check(byte[] answer) throws IOException {
        IceCredentials to = new IceCredentials(attribute(answer, "ice-ufrag"), attribute(answer, "ice-pwd"));
        for (int i = 0; i < 1000; i++) {
            // again and again, as every agent does: a datagram may be lost in a flood
            if (i % 20 == 0) {
                send(RawPhone.address(answer), Checks.nominating(to, FRAGMENT));
            }
            if (phone.receive().getShort(0) == 0x0101) {
                return;
            }
        }
        throw new AssertionError("the check is not answered");
    }

    /** The next 20 ms of PCMU, protected. */
    ByteBuffer sealed(int code) {
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) code);
        ByteBuffer packet = ByteBuffer.allocate(2048);
        packet.put(RtpPackets.of(0, sequence, sequence * 160, payload)).flip();
        sequence++;
        sealer().protectRtp(packet);
        return packet;
    }

    /** A receiver report, protected. */
    ByteBuffer report() {
        ByteBuffer compound = ByteBuffer.allocate(2048);
        compound.putInt(0x80C90001).putInt(0x4711).flip();
        sealer().protectRtcp(compound);
        return compound;
    }

    private SrtpSender sealer() {
        if (sender == null) {
            throw new AssertionError("not connected");
        }
        return sender;
    }

    /** Waits for a packet of sound that the keys open. */
    void hear() throws IOException {
        for (int i = 0; i < 2000; i++) {
            ByteBuffer datagram = phone.receive();
            boolean media = (datagram.get(0) & 0xC0) == 0x80 && !RtpPacket.isRtcp(datagram);
            if (media && receiver != null && receiver.unprotectRtp(datagram)) {
                return;
            }
        }
        throw new AssertionError("nothing to be heard");
    }

    void send(InetSocketAddress to, byte[] datagram) {
        try {
            phone.send(to, ByteBuffer.wrap(datagram));
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    static String attribute(byte[] sdp, String name) {
        Matcher line = Pattern.compile("a=" + name + ":(.*)\r\n").matcher(new String(sdp, StandardCharsets.UTF_8));
        if (!line.find()) {
            throw new AssertionError("no " + name);
        }
        return line.group(1);
    }

    @Override
    public void close() {
        if (association != null) {
            association.close();
        }
        phone.close();
    }
}
