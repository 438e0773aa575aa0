package voipbin.media;

import java.time.Duration;
import java.util.Optional;

/**
 * A session's figures at one moment, over its whole life.
 *
 * @param sent what we sent
 * @param received what arrived from the peer
 * @param peer what the peer last reported about what we sent; empty while it has not
 * @param roundTrip the time to the peer and back, from its last report (RFC 3550 §6.4.1); empty while unknown
 */
public record MediaStats(Sent sent, Received received, Optional<PeerReport> peer, Optional<Duration> roundTrip) {

    /** Nothing sent, nothing received. */
    public static final MediaStats NOTHING =
            new MediaStats(new Sent(0, 0), new Received(0, 0, 0, 0, Duration.ZERO), Optional.empty(), Optional.empty());

    /**
     * RTP sent.
     *
     * @param packets RTP packets
     * @param bytes their payload, without headers and padding (RFC 3550 §6.4.1)
     */
    public record Sent(long packets, long bytes) {}

    /**
     * RTP received from the peer.
     *
     * @param packets RTP packets, duplicates included
     * @param bytes their payload
     * @param lost packets expected less packets received (RFC 3550 §A.3); negative when there were duplicates
     * @param late packets that came too late to be heard; counted only while somebody listens
     * @param jitter interarrival jitter (RFC 3550 §A.8)
     */
    public record Received(long packets, long bytes, long lost, long late, Duration jitter) {}

    /**
     * The peer's last report block about us.
     *
     * @param fractionLost the share of our packets lost since its previous report, 0 to 1
     * @param lost our packets lost since the beginning
     * @param jitter the jitter that it sees
     */
    public record PeerReport(double fractionLost, long lost, Duration jitter) {}
}
