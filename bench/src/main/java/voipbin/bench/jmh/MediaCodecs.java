package voipbin.bench.jmh;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import voipbin.media.codec.Codec;
import voipbin.media.codec.Decoder;
import voipbin.media.codec.Encoder;
import voipbin.media.codec.OpusOptions;

/** 20 ms of a stream, each way, with all that a stream keeps. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MediaCodecs {

    @Param
    public Codec codec = Codec.PCMU;

    private final short[] sound = new short[Codec.MAX_SAMPLES];
    private final short[] heard = new short[Codec.MAX_SAMPLES];
    private final byte[] payload = new byte[Codec.MAX_PAYLOAD];
    private byte[] packet = {};
    private Encoder encoder = Codec.PCMU.encoder(OpusOptions.NONE);
    private Decoder decoder = Codec.PCMU.decoder();

    @Setup
    public void begin() {
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (9000 * Math.sin(i * 0.2) + 3000 * Math.sin(i * 0.71));
        }
        encoder = codec.encoder(OpusOptions.NONE);
        decoder = codec.decoder();
        packet = Arrays.copyOf(payload, encoder.encode(sound, payload));
    }

    @Benchmark
    public int encode() {
        return encoder.encode(sound, payload);
    }

    @Benchmark
    public int decode() {
        return decoder.decode(packet, 0, packet.length, heard);
    }

    @Benchmark
    public void conceal() {
        decoder.conceal(heard, decoder.rate() / 50);
    }
}
