package voipbin.media.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where the peer says that it receives, and how safely.
 *
 * @param rtp empty when it names no usable address: it is on hold, or only its packets can tell
 * @param rtcp the same as {@code rtp} when multiplexed
 * @param multiplexed RTP and RTCP share a port (RFC 5761)
 * @param security how packets are protected, both ways
 * @param packing how it wants its packets
 */
public record PeerMedia(
        Optional<InetSocketAddress> rtp,
        Optional<InetSocketAddress> rtcp,
        boolean multiplexed,
        Security security,
        Packing packing) {

    static PeerMedia of(
            SessionDescription description, MediaDescription media, boolean multiplexed, Security security) {
        int port = media.line().port();
        Optional<InetAddress> address = description.connectionOf(media).flatMap(Addresses::unicast);
        Optional<InetSocketAddress> rtp = address.map(host -> new InetSocketAddress(host, port));
        if (multiplexed) {
            return new PeerMedia(rtp, rtp, true, security, Packing.of(media));
        }
        Optional<InetSocketAddress> named = media.attribute("rtcp").flatMap(value -> rtcp(value, address));
        Optional<InetSocketAddress> above =
                port < 65535 ? address.map(host -> new InetSocketAddress(host, port + 1)) : Optional.empty();
        return new PeerMedia(rtp, named.or(() -> above), false, security, Packing.of(media));
    }

    /** The same from a peer that was not offered to be sent noise. */
    PeerMedia withoutNoise() {
        return new PeerMedia(rtp, rtcp, multiplexed, security, new Packing(packing.millis(), false));
    }

    /** {@code 53020} or {@code 53020 IN IP4 192.0.2.1} (RFC 3605 §2.1). */
    private static Optional<InetSocketAddress> rtcp(String value, Optional<InetAddress> address) {
        String[] words = value.split("[ \t]+", -1);
        Optional<InetAddress> host = words.length == 4 ? Addresses.unicast(words[3]) : address;
        return Numbers.upTo(65535, words[0])
                .filter(port -> port > 0)
                .flatMap(port -> host.map(at -> new InetSocketAddress(at, port)));
    }
}
