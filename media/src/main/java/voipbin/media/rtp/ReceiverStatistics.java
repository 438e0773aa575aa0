package voipbin.media.rtp;

/**
 * What is counted about the stream that we receive: sequence numbers (RFC 3550 §A.1), losses (§A.3) and jitter (§A.8).
 * Without the probation of §A.1, since the source address has been checked before. Not safe for several threads.
 */
public final class ReceiverStatistics {

    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final int MODULUS = 1 << 16;
    private static final int NONE = -1;

    private static final long SECOND = 1_000_000_000;

    private int clock = 8000;
    private boolean begun;
    private int ssrc;
    private int baseSequence;
    private int highestSequence;
    private long cycles;
    private int suspectSequence = NONE;
    private long packetsOfSource;
    private long expectedBefore;
    private long receivedBefore;
    private int transit;
    private boolean rebase;
    private double jitter;
    private long packets;
    private long bytes;
    private long lostOfFormerSources;

    /** Counts one packet that arrived at this time of a monotonic clock. */
    public void received(RtpPacket packet, long nanos) {
        if (!begun || packet.ssrc() != ssrc) {
            begin(packet.ssrc(), packet.sequence());
            transit = transit(packet, nanos);
        }
        packets++;
        bytes += packet.payloadLength();
        if (inSequence(packet.sequence())) {
            packetsOfSource++;
            int now = transit(packet, nanos);
            if (!rebase) {
                jitter += (Math.abs((double) (now - transit)) - jitter) / 16;
            }
            rebase = false;
            transit = now;
        }
    }

    /** Packets that come now have a timestamp of so many units a second; jitter is counted in these. */
    public void clock(int unitsASecond) {
        if (clock != unitsASecond) {
            jitter = jitter * unitsASecond / clock;
            clock = unitsASecond;
            rebase = true;
        }
    }

    private int transit(RtpPacket packet, long nanos) {
        return (int) (nanos / SECOND * clock + nanos % SECOND * clock / SECOND) - packet.timestamp();
    }

    private void begin(int source, int sequence) {
        lostOfFormerSources += lostOfSource();
        begun = true;
        ssrc = source;
        jitter = 0;
        restart(sequence);
    }

    private void restart(int sequence) {
        baseSequence = sequence;
        highestSequence = sequence;
        suspectSequence = NONE;
        cycles = 0;
        packetsOfSource = 0;
        expectedBefore = 0;
        receivedBefore = 0;
    }

    /** RFC 3550 §A.1: a jump counts only once a second packet follows it. */
    private boolean inSequence(int sequence) {
        int ahead = sequence - highestSequence & MODULUS - 1;
        if (ahead < MAX_DROPOUT) {
            if (sequence < highestSequence) {
                cycles += MODULUS;
            }
            highestSequence = sequence;
            return true;
        }
        if (ahead <= MODULUS - MAX_MISORDER) {
            if (sequence != suspectSequence) {
                suspectSequence = sequence + 1 & MODULUS - 1;
                return false;
            }
            lostOfFormerSources += lostOfSource();
            restart(sequence);
        }
        return true;
    }

    private long expected() {
        return begun ? cycles + highestSequence - baseSequence + 1 : 0;
    }

    private long lostOfSource() {
        return expected() - packetsOfSource;
    }

    /** Whether anything has arrived. */
    public boolean begun() {
        return begun;
    }

    /** The source that is heard now. */
    public int ssrc() {
        return ssrc;
    }

    public long packets() {
        return packets;
    }

    /** Payload bytes. */
    public long bytes() {
        return bytes;
    }

    /** Expected less received, over all sources; negative after duplicates. */
    public long lost() {
        return lostOfFormerSources + lostOfSource();
    }

    /** In nanoseconds. */
    public long jitterNanos() {
        return (long) (jitter * SECOND / clock);
    }

    /** Writes a report block (RFC 3550 §6.4.1) at the buffer's position and begins a new interval. */
    public void report(ReportBlock.Echo echo, RtcpWriter writer) {
        long expectedNow = expected();
        long expectedInterval = expectedNow - expectedBefore;
        long lostInterval = expectedInterval - (packetsOfSource - receivedBefore);
        expectedBefore = expectedNow;
        receivedBefore = packetsOfSource;
        int fraction = expectedInterval <= 0 || lostInterval <= 0 ? 0 : (int) (lostInterval * 256 / expectedInterval);
        ReportBlock.Loss loss = new ReportBlock.Loss(Math.min(fraction, 255), lostOfSource());
        writer.block(new ReportBlock(ssrc, loss, cycles + highestSequence, (long) jitter, echo));
    }
}
