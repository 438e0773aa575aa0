package voipbin.platform.call;

import java.time.Duration;
import java.time.Instant;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.media.MediaStats;

/**
 * How the sound of a call was.
 *
 * @param id the call's
 */
public record CallMedia(Id<Call> id, Figures figures, Instant tmCreate) {

    /**
     * What was received from the far end, as rtpengines count it.
     *
     * @param mos the mean opinion score of what was heard here, by the E-model, 1 to 4.4
     * @param jitter milliseconds
     * @param packetLossPct of the packets that were expected
     * @param rtt microseconds to the far end and back; 0 while its reports do not tell
     * @param rtpErrors packets that came too late to be heard
     * @param rtcpErrors reports that could not be read
     */
    @Always
    public record Figures(
            double mos,
            int jitter,
            double packetLossPct,
            long rtt,
            long rtpBytes,
            long rtpPackets,
            long rtpErrors,
            long rtcpBytes,
            long rtcpPackets,
            long rtcpErrors) {

        static Figures of(MediaStats stats) {
            MediaStats.Received received = stats.received();
            MediaStats.Reports reports = stats.reports();
            return new Figures(
                    Math.round(stats.heardHere().mos() * 100) / 100.0,
                    (int) received.jitter().toMillis(),
                    Math.round(received.fractionLost() * 10_000) / 100.0,
                    stats.roundTrip().map(Duration::toNanos).orElse(0L) / 1000,
                    received.bytes(),
                    received.packets(),
                    received.late(),
                    reports.bytes(),
                    reports.packets(),
                    reports.errors());
        }
    }
}
