package voipbin.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A frame of 20 ms to payload and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class G711 {

    private static final int FRAME = 160;

    @Param
    public voipbin.media.codec.G711 codec = voipbin.media.codec.G711.PCMU;

    private final short[] sound = sound();
    private final byte[] payload = new byte[FRAME];
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
        codec.decode(payload, 0, FRAME, heard);
        return heard;
    }
}
