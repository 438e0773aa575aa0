package voipbin.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import voipbin.media.rtp.NtpTime;
import voipbin.media.rtp.ReceiverStatistics;
import voipbin.media.rtp.ReportBlock;
import voipbin.media.rtp.RtcpPacket;
import voipbin.media.rtp.RtcpParser;
import voipbin.media.rtp.RtcpWriter;
import voipbin.media.rtp.RtpStream;

/**
 * Tells the peer how its stream arrives, reads what it says about ours, and says goodbye (RFC 3550 §6). Confined to the
 * loop.
 */
final class RtcpReporter {

    /** Where a leg's reports go; false when the system refused. */
    @FunctionalInterface
    interface Way {

        boolean send(ByteBuffer compound);
    }

    /** RFC 3550 §6.2: at least 5 s between two reports, half of it before the first. */
    private static final double INTERVAL_NANOS = 5e9;

    /** e − 3/2: what makes the mean come out right (RFC 3550 §6.3.1). */
    private static final double COMPENSATION = Math.E - 1.5;

    private static final long SECOND = 1_000_000_000;

    private final RtpStream stream;
    private final ReceiverStatistics statistics;
    private final LoopParts parts;
    private final RandomGenerator random;
    private final String cname;
    /** Units of our timestamps in a second. */
    private int clock = 8000;

    private boolean started;
    private boolean reported;
    private long next;
    private long sentBefore;
    private long sentBeforeThat;
    private int lastReport;
    private long lastReportNanos;
    private long heard;
    private long heardBytes;
    private long unread;
    private Optional<MediaStats.PeerReport> peer = Optional.empty();
    private Optional<Duration> roundTrip = Optional.empty();

    RtcpReporter(RtpStream stream, ReceiverStatistics statistics, LoopParts parts, RandomGenerator random) {
        this.stream = stream;
        this.statistics = statistics;
        this.parts = parts;
        this.random = random;
        // RFC 7022 §4.2: a name that is random for each session tells nothing about the host.
        this.cname = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    void start(long now) {
        if (!started) {
            started = true;
            next = now + interval(INTERVAL_NANOS / 2);
        }
    }

    private long interval(double mean) {
        return (long) (mean * (0.5 + random.nextDouble()) / COMPENSATION);
    }

    /** Reports when it is time to. */
    void tick(long now, Way way) {
        if (started && now - next >= 0) {
            send(report(now).finish(), way);
            next = now + interval(INTERVAL_NANOS);
        }
    }

    /** Says BYE, unless the peer has never heard of us (RFC 3550 §6.3.7). */
    void goodbye(long now, Way way) {
        if (stream.packets() > 0 || reported) {
            send(report(now).goodbye(stream.ssrc()).finish(), way);
        }
    }

    private void send(ByteBuffer compound, Way way) {
        reported = true;
        if (!way.send(compound)) {
            parts.counters().unsent.increment();
        }
    }

    /** SR when we have sent since the report before the last one, else RR (RFC 3550 §6.4). */
    private RtcpWriter report(long now) {
        RtcpWriter writer = new RtcpWriter(parts.bench().out);
        boolean sender = stream.packets() > sentBeforeThat;
        sentBeforeThat = sentBefore;
        sentBefore = stream.packets();
        if (sender) {
            writer.senderReport(stream, parts.time().ntp().at(now));
        } else {
            writer.receiverReport(stream.ssrc());
        }
        if (statistics.begun()) {
            statistics.report(echo(now), writer);
        }
        return writer.sourceDescription(stream.ssrc(), cname);
    }

    private ReportBlock.Echo echo(long now) {
        return lastReport == 0
                ? ReportBlock.Echo.NONE
                : new ReportBlock.Echo(lastReport, NtpTime.middles(now - lastReportNanos));
    }

    /** Our stream has a timestamp of so many units a second from now on. */
    void clock(int unitsASecond) {
        clock = unitsASecond;
    }

    /** Takes a compound from where the peer is thought to be. */
    void received(ByteBuffer compound, SocketAddress source, Predicate<SocketAddress> admits) {
        int length = compound.remaining();
        List<RtcpPacket> packets = RtcpParser.parse(compound);
        if (packets.isEmpty()) {
            unread++;
            parts.counters().malformed.increment();
            return;
        }
        if (!admits.test(source)) {
            parts.counters().foreign.increment();
            unread++;
            return;
        }
        heard++;
        heardBytes += length;
        long now = parts.time().now();
        for (RtcpPacket packet : packets) {
            take(packet, now);
        }
    }

    private void take(RtcpPacket packet, long now) {
        switch (packet) {
            case RtcpPacket.SenderReport report -> {
                lastReport = NtpTime.middle(report.ntp());
                lastReportNanos = now;
                take(report.blocks(), now);
            }
            case RtcpPacket.ReceiverReport report -> take(report.blocks(), now);
            // The call's end is signalled by SIP; a BYE alone ends a stream that may come back with another SSRC.
            case RtcpPacket.Goodbye _ -> {}
            case RtcpPacket.Other _ -> {}
        }
    }

    private void take(List<ReportBlock> blocks, long now) {
        for (ReportBlock block : blocks) {
            if (block.ssrc() == stream.ssrc()) {
                Duration jitter = Duration.ofNanos(block.jitter() * SECOND / clock);
                ReportBlock.Loss loss = block.loss();
                peer = Optional.of(new MediaStats.PeerReport(loss.fraction() / 256.0, loss.cumulative(), jitter));
                roundTrip(block.echo(), now);
            }
        }
    }

    /** RFC 3550 §6.4.1: now less the report's time less how long the peer kept it. */
    private void roundTrip(ReportBlock.Echo echo, long now) {
        int middles = NtpTime.middle(parts.time().ntp().at(now)) - echo.lastReport() - echo.delay();
        // A few 65536ths below zero are rounding; anything else is a peer that counts wrongly.
        if (echo.lastReport() != 0 && middles > -66) {
            roundTrip = Optional.of(Duration.ofNanos(NtpTime.nanos(Math.max(middles, 0))));
        }
    }

    MediaStats.Reports received() {
        return new MediaStats.Reports(heard, heardBytes, unread);
    }

    Optional<MediaStats.PeerReport> peer() {
        return peer;
    }

    Optional<Duration> roundTrip() {
        return roundTrip;
    }
}
