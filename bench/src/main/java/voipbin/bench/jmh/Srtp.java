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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import voipbin.media.srtp.SrtpKey;
import voipbin.media.srtp.SrtpProfile;
import voipbin.media.srtp.SrtpReceiver;
import voipbin.media.srtp.SrtpSender;

/** A packet of 160 bytes, protected and opened again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Srtp {

    private static final int LENGTH = 172;

    @Param
    public SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;

    private final ByteBuffer packet = ByteBuffer.allocateDirect(2048);
    private short sequence;
    private SrtpSender sender = sender();
    private SrtpReceiver receiver = receiver();

    private SrtpKey key() {
        return SrtpKey.random(profile, new Random(1));
    }

    private SrtpSender sender() {
        return new SrtpSender(profile, key());
    }

    private SrtpReceiver receiver() {
        return new SrtpReceiver(profile, key());
    }

    @Setup
    public void begin() {
        sender = sender();
        receiver = receiver();
    }

    @Benchmark
    public boolean protectAndOpen() {
        packet.clear().limit(LENGTH);
        packet.put(0, (byte) 0x80).put(1, (byte) 0).putShort(2, sequence++).putInt(4, 160 * sequence);
        sender.protectRtp(packet);
        return receiver.unprotectRtp(packet);
    }
}
