package voipbin.media;

import java.time.Duration;
import java.util.Optional;
import voipbin.media.playout.PlayoutStats;

/**
 * A session's figures at one moment, over its whole life.
 *
 * @param sent what we sent
 * @param received what arrived from the peer
 * @param reports the RTCP that arrived
 * @param peer what the peer last reported about what we sent; empty while it has not
 * @param roundTrip the time to the peer and back, from its last report (RFC 3550 §6.4.1); empty while unknown
 */
public record MediaStats(
        Sent sent, Received received, Reports reports, Optional<PeerReport> peer, Optional<Duration> roundTrip) {

    /** How what the peer says sounds here: by what was lost or came too late, and the delay. */
    public Quality heardHere() {
        double missed = received.fractionLost() + (double) received.late() / Math.max(1, received.packets());
        return Quality.of(Math.min(1, missed), oneWay().plus(received.playout().delay()));
    }

    /** How what we say sounds there, as far as the peer reports it; empty while it has not. */
    public Optional<Quality> heardThere() {
        return peer.map(report -> {
            double lost = sent.packets() == 0 ? 0 : Math.clamp((double) report.lost() / sent.packets(), 0, 1);
            return Quality.of(
                    lost, oneWay().plus(report.jitter().multipliedBy(2)).plusMillis(20));
        });
    }

    private Duration oneWay() {
        return roundTrip.orElse(Duration.ZERO).dividedBy(2);
    }

    /** Nothing sent, nothing received. */
    public static final MediaStats NOTHING = new MediaStats(
            new Sent(0, 0),
            new Received(0, 0, 0, Duration.ZERO, PlayoutStats.NOTHING),
            new Reports(0, 0, 0),
            Optional.empty(),
            Optional.empty());

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
     * @param jitter interarrival jitter (RFC 3550 §A.8)
     * @param playout what became of them; counted only while somebody listens
     */
    public record Received(long packets, long bytes, long lost, Duration jitter, PlayoutStats playout) {

        /** Packets that came too late to be heard. */
        public long late() {
            return playout.late();
        }

        /** The share that did not arrive, 0 to 1. */
        public double fractionLost() {
            return packets + lost <= 0 ? 0 : Math.clamp((double) lost / (packets + lost), 0, 1);
        }
    }

    /**
     * RTCP received.
     *
     * @param packets compound packets from the peer
     * @param bytes of these
     * @param errors packets that were no RTCP, or not the peer's
     */
    public record Reports(long packets, long bytes, long errors) {}

    /**
     * The peer's last report block about us.
     *
     * @param fractionLost the share of our packets lost since its previous report, 0 to 1
     * @param lost our packets lost since the beginning
     * @param jitter the jitter that it sees
     */
    public record PeerReport(double fractionLost, long lost, Duration jitter) {}
}
