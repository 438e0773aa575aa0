package voipbin.bench.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import voipbin.media.codec.Codec;

/** A frame of 20 ms to payload and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class G711 {

    private static final int FRAME = 160;

    @Param
    public Codec codec = Codec.PCMU;

    private final short[] sound = sound();
    private final byte[] payload = new byte[FRAME];
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(FRAME);
    private final short[] heard = new short[FRAME];

    private static short[] sound() {
        short[] tone = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            tone[i] = (short) (20_000 * Math.sin(i * 0.35));
        }
        return tone;
    }

    @Benchmark
    public short[] encodeAndDecode() {
        codec.encode(sound, FRAME, payload);
        datagram.put(0, payload);
        codec.decode(datagram, 0, FRAME, heard);
        return heard;
    }
}
