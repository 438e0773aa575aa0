package voipbin.media;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import voipbin.media.dtls.DtlsAssociation;
import voipbin.media.dtls.DtlsIdentity;
import voipbin.media.dtls.DtlsOutcome;
import voipbin.media.dtls.DtlsRole;
import voipbin.media.ice.IceLite;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.sdp.Security;
import voipbin.media.srtp.SrtpReceiver;
import voipbin.media.srtp.SrtpSender;
import voipbin.media.udp.PacketPort;
import voipbin.media.udp.UdpSocket;

/**
 * What stands between a leg and its port: nothing for plain RTP, else keys, a handshake that brings them, and ICE that
 * says to whom. Confined to the loop.
 */
final class SecureTransport implements PacketPort {

    private final UdpSocket port;
    private final MediaLoop loop;
    private final MediaCounters counters;
    private final Latch latch;
    private final Supplier<DtlsIdentity> identity;
    private Security security = new Security.Plain();
    private boolean plain = true;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private @Nullable DtlsAssociation association;
    private @Nullable SocketAddress associate;
    private @Nullable IcePair pair;
    private boolean keyed;
    final KeyWatch watch = new KeyWatch();

    SecureTransport(UdpSocket port, MediaLoop loop, Latch latch, Supplier<DtlsIdentity> identity) {
        this.port = port;
        this.loop = loop;
        this.counters = loop.parts().counters();
        this.latch = latch;
        this.identity = identity;
    }

    /** Takes what was agreed; what is the same as before goes on, since its counters must (RFC 3711 §3.3.1). */
    void negotiated(Security agreed, Optional<InetSocketAddress> signalled) {
        Security before = security;
        security = agreed;
        plain = agreed instanceof Security.Plain;
        switch (agreed) {
            case Security.Plain _ -> {
                watch.satisfied();
                endAssociation();
                forgetKeys();
            }
            case Security.Described described -> {
                watch.satisfied();
                endAssociation();
                described(described, before);
            }
            case Security.Handshaken handshaken -> handshaken(handshaken, before);
        }
        boolean found = agreed instanceof Security.Handshaken(var _, var _, var ice) && ice.isPresent();
        if (!found) {
            pair = null;
            latch.negotiated(signalled);
        }
        connect();
    }

    private void described(Security.Described agreed, Security before) {
        Security.Described old = before instanceof Security.Described described ? described : null;
        if (old == null || !old.local().equals(agreed.local())) {
            sender = new SrtpSender(agreed.local().profile(), agreed.local().key());
        }
        if (old == null || !old.remote().equals(agreed.remote())) {
            receiver =
                    new SrtpReceiver(agreed.remote().profile(), agreed.remote().key());
        }
    }

    private void handshaken(Security.Handshaken agreed, Security before) {
        Security.Handshaken old = before instanceof Security.Handshaken handshaken ? handshaken : null;
        boolean same =
                old != null && old.role() == agreed.role() && old.remote().equals(agreed.remote());
        if (!same) {
            endAssociation();
            forgetKeys();
            watch.expect(loop.parts().time().now());
        }
        Optional<Security.Ice> oldIce = old == null ? Optional.empty() : old.ice();
        if (agreed.ice().isPresent() && !agreed.ice().equals(oldIce)) {
            Security.Ice ice = agreed.ice().get();
            IceLite agent = new IceLite(ice.local(), ice.remoteFragment());
            if (pair == null) {
                latch.unsettle();
                pair = new IcePair(port, loop.parts(), latch, agent);
            } else {
                pair.restart(agent);
            }
        }
    }

    private void forgetKeys() {
        sender = null;
        receiver = null;
        keyed = false;
    }

    /** Begins the handshake when that is our part and we know with whom. */
    private void connect() {
        if (security instanceof Security.Handshaken(DtlsRole role, var _, var _)
                && role == DtlsRole.CLIENT
                && association == null
                && !keyed
                && latch.target() != null) {
            associate = latch.target();
            associate(role);
        }
    }

    private void associate(DtlsRole role) {
        if (!(security instanceof Security.Handshaken agreed)) {
            return;
        }
        DtlsAssociation[] self = new DtlsAssociation[1];
        SocketAddress peer = associate;
        self[0] = DtlsAssociation.start(new DtlsAssociation.Parts(
                role,
                identity.get(),
                agreed.remote(),
                datagram -> loop.post(() -> sendHandshake(datagram, peer)),
                outcome -> loop.post(() -> finished(outcome, self[0]))));
        association = self[0];
    }

    /** Over the pair that ICE uses, else to where the handshake is held with. */
    private void sendHandshake(byte[] datagram, @Nullable SocketAddress peer) {
        SocketAddress target = pair == null || latch.target() == null ? peer : latch.target();
        if (target != null && !port.send(ByteBuffer.wrap(datagram), target)) {
            counters.unsent.increment();
        }
    }

    private void finished(DtlsOutcome outcome, DtlsAssociation which) {
        if (which != association) {
            return;
        }
        switch (outcome) {
            case DtlsOutcome.Keyed keys -> {
                counters.handshakes.increment();
                sender = new SrtpSender(keys.profile(), keys.local());
                receiver = new SrtpReceiver(keys.profile(), keys.remote());
                keyed = true;
                watch.satisfied();
            }
            case DtlsOutcome.Failed(String why) -> {
                // Whoever made it fail may have been somebody else than the peer: another may begin.
                counters.handshakesFailed.increment();
                association = null;
                associate = null;
                watch.failed(why, isOurs());
            }
        }
    }

    /** Whether a handshake can only be the peer's: ICE has proven it, or we chose whom to hold it with. */
    private boolean isOurs() {
        return pair != null
                || security instanceof Security.Handshaken(var role, var _, var _) && role == DtlsRole.CLIENT;
    }

    private void endAssociation() {
        if (association != null) {
            association.close();
        }
        association = null;
        associate = null;
    }

    /** Takes what arrived at the port; true when it is media, and plain now (RFC 7983 §7 tells the kinds apart). */
    boolean open(ByteBuffer packet, SocketAddress source) {
        if (plain) {
            return true;
        }
        int first = packet.limit() == 0 ? 255 : packet.get(0) & 0xFF;
        if (first <= 3) {
            stun(packet, source);
        } else if (first >= 20 && first <= 63) {
            handshake(packet, source);
        } else if (first >= 128 && first <= 191) {
            return openMedia(packet, source);
        } else {
            counters.malformed.increment();
        }
        return false;
    }

    private void stun(ByteBuffer packet, SocketAddress source) {
        if (pair == null || !(source instanceof InetSocketAddress address)) {
            counters.unexpected.increment();
            return;
        }
        pair.received(packet, address);
        connect();
    }

    private void handshake(ByteBuffer packet, SocketAddress source) {
        boolean stranger = pair == null
                ? associate != null && !associate.equals(source) || latch.latched() && !latch.isTarget(source)
                : !pair.isValid(source);
        if (stranger) {
            counters.foreign.increment();
            return;
        }
        if (association == null && !keyed) {
            associate = source;
            associate(DtlsRole.SERVER);
        }
        if (association == null || !association.received(packet)) {
            counters.unexpected.increment();
        }
    }

    private boolean openMedia(ByteBuffer packet, SocketAddress source) {
        if (pair != null && !pair.isValid(source)) {
            counters.foreign.increment();
            return false;
        }
        boolean authentic = RtpPacket.isRtcp(packet) ? openRtcp(packet) : openRtp(packet);
        if (authentic && pair != null) {
            pair.used(source);
        }
        return authentic;
    }

    private boolean openRtp(ByteBuffer packet) {
        if (receiver == null) {
            counters.early.increment();
        } else if (receiver.unprotectRtp(packet)) {
            return true;
        } else {
            counters.unauthentic.increment();
        }
        return false;
    }

    /** The same for a compound of RTCP, at whichever port. */
    boolean openRtcp(ByteBuffer compound) {
        if (plain) {
            return true;
        }
        if (receiver == null) {
            counters.early.increment();
        } else if (receiver.unprotectRtcp(compound)) {
            return true;
        } else {
            counters.unauthentic.increment();
        }
        return false;
    }

    /** Protects and sends an RTP packet; without keys yet it goes nowhere, which is no failure. */
    @Override
    public boolean send(ByteBuffer packet, SocketAddress target) {
        if (!plain) {
            if (sender == null) {
                return true;
            }
            sender.protectRtp(packet);
        }
        return port.send(packet, target);
    }

    /** Protects a compound; false when there is no key yet and it must not go out. */
    boolean sealRtcp(ByteBuffer compound) {
        if (plain) {
            return true;
        }
        if (sender == null) {
            return false;
        }
        sender.protectRtcp(compound);
        return true;
    }

    /** Whether RTCP has a port of its own: DTLS would need a second handshake there, so it does without. */
    boolean ownRtcpPort() {
        return !(security instanceof Security.Handshaken);
    }

    void tick(long now) {
        if (pair != null) {
            pair.tick(now);
        }
        watch.tick(now);
    }

    void close() {
        endAssociation();
        port.close();
    }
}
