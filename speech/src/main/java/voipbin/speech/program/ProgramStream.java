package voipbin.speech.program;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.base.Timers;
import voipbin.speech.PcmStream;

/** What a running program says, at the rate that is wanted. The program is ended when it takes too long. */
final class ProgramStream implements PcmStream {

    static final Duration FIRST_AUDIO = Duration.ofSeconds(10);
    static final Duration WHOLE = Duration.ofSeconds(60);

    private final Process process;
    private final Output output;
    private final int rate;
    private final Timers timers;
    private final short[] raw = new short[2048];
    private Optional<Voiced> voiced = Optional.empty();
    private Timers.Timer alarm;
    private volatile @Nullable String late;
    private volatile boolean closed;

    private record Voiced(WaveReader wave, Resampler resampler) {}

    ProgramStream(Process process, Output output, int rate, Timers timers) {
        this.process = process;
        this.output = output;
        this.rate = rate;
        this.timers = timers;
        this.alarm = timers.after(FIRST_AUDIO, () -> expire("no audio within " + FIRST_AUDIO.toSeconds() + " s"));
    }

    @Override
    public int read(short[] pcm) throws InterruptedException, IOException {
        try {
            return closed ? -1 : samplesOrStatus(pcm);
        } catch (IOException broken) {
            if (closed) {
                return -1;
            }
            String reason = late;
            throw reason == null ? broken : new IOException(reason, broken);
        }
    }

    /** Sound that is cut short was so because the program died: that is the better reason. */
    private int samplesOrStatus(short[] pcm) throws InterruptedException, IOException {
        try {
            return samples(pcm);
        } catch (EOFException cutShort) {
            checkStatus();
            throw cutShort;
        }
    }

    private int samples(short[] pcm) throws InterruptedException, IOException {
        Voiced sound = voiced.isPresent() ? voiced.get() : begin();
        int count = sound.resampler().pull(pcm);
        while (count == 0) {
            int got = sound.wave().read(raw);
            if (got < 0) {
                sound.resampler().finish();
                count = sound.resampler().pull(pcm);
                if (count == 0) {
                    checkStatus();
                    return -1;
                }
            } else {
                sound.resampler().push(raw, got);
                count = sound.resampler().pull(pcm);
            }
        }
        return count;
    }

    private Voiced begin() throws InterruptedException, IOException {
        if (output instanceof Output.Written) {
            checkStatus();
        }
        WaveReader wave = new WaveReader(output.open(process));
        Voiced begun = new Voiced(wave, new Resampler(wave.rate(), rate));
        voiced = Optional.of(begun);
        rearm();
        return begun;
    }

    /** Sound may end early because the program died; then it is not the whole sound. */
    private void checkStatus() throws InterruptedException, IOException {
        int status = process.waitFor();
        if (status != 0) {
            byte[] said = process.getErrorStream().readNBytes(500);
            String why = new String(said, StandardCharsets.UTF_8).strip();
            throw new IOException("ended with status " + status + (why.isEmpty() ? "" : ": " + why));
        }
    }

    // the timer is set by the reader and cancelled by whoever closes: both must see the same one
    private synchronized void rearm() {
        alarm.cancel();
        if (closed) {
            voiced.ifPresent(sound -> sound.wave().close());
        } else {
            alarm = timers.after(WHOLE, () -> expire("not done within " + WHOLE.toSeconds() + " s"));
        }
    }

    private void expire(String reason) {
        late = reason;
        Deaths.kill(process);
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public synchronized void close() {
        closed = true;
        alarm.cancel();
        Deaths.kill(process);
        output.discard();
        voiced.ifPresent(sound -> sound.wave().close());
    }
}
