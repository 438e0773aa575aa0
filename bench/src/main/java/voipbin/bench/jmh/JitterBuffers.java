package voipbin.bench.jmh;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import voipbin.media.codec.Codec;
import voipbin.media.playout.Playout;
import voipbin.media.rtp.RtpPacket;

/** A packet of PCMU into the jitter buffer and 20 ms out of it, over networks of two kinds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JitterBuffers {

    private static final int FRAME = 160;
    private static final long NANOS = 20_000_000;

    /** Of a hundred packets. */
    @Param({"0", "5"})
    public int lost;

    private final Playout playout = new Playout(new short[Codec.MAX_SAMPLES]);
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(RtpPacket.HEADER + FRAME);
    private final RtpPacket packet = new RtpPacket();
    private final short[] heard = new short[FRAME];
    private final Random dice = new Random(5);
    private int number;

    @Benchmark
    public boolean putAndRead() {
        number++;
        long now = number * NANOS;
        if (lost == 0 || dice.nextInt(100) >= lost) {
            datagram.put(0, (byte) 0x80).putShort(2, (short) number).putInt(4, number * FRAME);
            packet.wrap(datagram);
            playout.put(Codec.PCMU, packet, now);
        }
        return playout.read(heard, now + NANOS / 2);
    }
}
