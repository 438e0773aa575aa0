package voipbin.bench.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import voipbin.media.codec.G711;
import voipbin.media.mixer.Band;
import voipbin.media.mixer.MixFrame;
import voipbin.media.mixer.Mixer;
import voipbin.media.mixer.Voice;

/** 20 ms of a room all of whose members talk, eight of whom are heard; and what each of them reads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MixerFrame {

    private static final int HEARD = 8;

    @Param({"3", "100", "1500"})
    public int members = 3;

    /** Whether every other member has 16 kHz. */
    @Param({"false", "true"})
    public boolean mixedRates;

    private final Mixer mixer = new Mixer(HEARD);
    private final MixFrame frame = new MixFrame(HEARD);
    private final List<Voice> voices = new ArrayList<>();
    private final short[] sound = new short[Band.WIDE.samples()];
    private final short[] out = new short[Band.FULL.samples()];
    private final byte[] payload = new byte[Band.NARROW.samples()];

    @Setup
    public void join() {
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (3000 * Math.sin(i * 0.2));
        }
        for (int i = 0; i < members; i++) {
            voices.add(mixer.join());
        }
    }

    private int samples(int member) {
        return mixedRates && member % 2 == 1 ? Band.WIDE.samples() : Band.NARROW.samples();
    }

    @Benchmark
    public int mixAndRead() {
        for (int i = 0; i < members; i++) {
            mixer.wants(Band.ofFrame(samples(i)));
            mixer.hear(voices.get(i), sound, samples(i));
        }
        mixer.wants(G711.PCMU);
        mixer.begin();
        for (int i = 0; i < members; i++) {
            mixer.choose(voices.get(i));
        }
        mixer.mix(frame);
        int read = 0;
        for (int i = 0; i < members; i++) {
            boolean narrow = samples(i) == Band.NARROW.samples();
            int shared = narrow ? frame.payload(voices.get(i), G711.PCMU, payload) : 0;
            read += shared > 0 ? shared : frame.without(voices.get(i), Band.ofFrame(samples(i)), out);
        }
        return read;
    }
}
