package voipbin.media.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The lite side of ICE: it has one address, checks nothing and answers the peer's checks (RFC 8445 §2.5, §7.3). */
public final class IceLite {

    private final IceCredentials local;
    private final String remoteFragment;

    /** @param remoteFragment the peer's {@code ice-ufrag} */
    public IceLite(IceCredentials local, String remoteFragment) {
        this.local = local;
        this.remoteFragment = remoteFragment;
    }

    /** Judges a datagram {@code [0..limit)}; never throws. */
    public StunVerdict received(ByteBuffer datagram, InetSocketAddress source) {
        Optional<StunMessage> parsed = StunMessage.parse(datagram);
        if (parsed.isEmpty() || !parsed.get().fingerprinted()) {
            return new StunVerdict.Unreadable();
        }
        StunMessage message = parsed.get();
        return switch (message.type()) {
            case StunMessage.BINDING_REQUEST -> request(message, source);
            case StunMessage.BINDING_INDICATION -> new StunVerdict.KeptAlive();
            default -> new StunVerdict.Unreadable();
        };
    }

    /** The order of RFC 8489 §9.1.3: what is missing, who it is, whether it is proven, whether it is understood. */
    private StunVerdict request(StunMessage request, InetSocketAddress source) {
        if (!request.has(StunMessage.INTEGRITY) || request.username().isEmpty()) {
            return refused(request, 400, "Bad Request");
        }
        boolean ours = request.username().equals(Optional.of(local.fragment() + ":" + remoteFragment));
        if (!ours || !request.provenBy(local.password())) {
            return refused(request, 401, "Unauthenticated");
        }
        if (!request.unknown().isEmpty()) {
            byte[] answer = new StunWriter(StunWriter.BINDING_ERROR, request.transaction())
                    .error(420, "Unknown Attribute")
                    .unknown(request.unknown())
                    .finish(Optional.of(local.password()));
            return new StunVerdict.Refused(answer);
        }
        // A lite agent is always the controlled one (RFC 8445 §6.1.1).
        if (request.has(StunMessage.ICE_CONTROLLED)) {
            return refused(request, 487, "Role Conflict");
        }
        byte[] answer = new StunWriter(StunWriter.BINDING_SUCCESS, request.transaction())
                .mappedAddress(source)
                .finish(Optional.of(local.password()));
        return new StunVerdict.Checked(answer, request.has(StunMessage.USE_CANDIDATE), request.priority());
    }

    private static StunVerdict refused(StunMessage request, int code, String reason) {
        byte[] answer = new StunWriter(StunWriter.BINDING_ERROR, request.transaction())
                .error(code, reason)
                .finish(Optional.empty());
        return new StunVerdict.Refused(answer);
    }
}
