package voipbin.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import voipbin.media.Source;
import voipbin.media.Tap;
import voipbin.media.audio.WavFile;

/**
 * Records what it hears: give it to {@link voipbin.media.MediaSession#tap}, take it away by {@code untap}. It is made
 * by a {@link TapeDeck}, whose thread writes; {@link #ended} tells when the files are complete.
 */
public final class Recorder implements Tap {

    private static final long FRAME_MILLIS = 20;
    private static final short[] SILENCE = new short[Source.FRAME];

    private final Layout layout;
    private final List<Path> files;
    private final List<Tape> tapes = new ArrayList<>(2);
    private final Watch watch;
    private final LongAdder dropped;
    private final Runnable wake;
    private final CompletableFuture<Recorded> ended = new CompletableFuture<>();
    private volatile boolean paused;
    private volatile boolean broken;
    /** Frames ever heard; the loop's own until it is over. */
    private long frames;

    /** Written by the loop after everything else that it writes. */
    private volatile @Nullable Ending over;

    /**
     * @param dropped counts frames that became silence because the disk was too slow
     * @param wake is told that it is over
     */
    Recorder(Path folder, RecordingPlan plan, LongAdder dropped, Runnable wake) throws IOException {
        this.layout = plan.layout();
        this.files = layout.files(folder, plan.name());
        this.watch = new Watch(plan.limits());
        this.dropped = dropped;
        this.wake = wake;
        try {
            for (Path file : files) {
                tapes.add(new Tape(WavFile.create(file, layout.channels()), layout.channels()));
            }
        } catch (IOException refused) {
            tapes.forEach(Tape::discard);
            throw refused;
        }
    }

    /** From now on silence is recorded, until {@link #resume}: time goes on. From any thread. */
    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
    }

    /** Told once the last sample is written and the files are closed; on the deck's thread, which must not block. */
    public CompletableFuture<Recorded> ended() {
        return ended;
    }

    @Override
    public boolean hear(short[] in, short[] out) {
        if (over != null) {
            return false;
        }
        if (broken) {
            end(Ending.FAILED);
            return false;
        }
        frames++;
        record(paused ? SILENCE : in, paused ? SILENCE : out);
        Optional<Ending> ending = watch.heard(in, paused);
        if (ending.isPresent()) {
            end(ending.get());
        }
        return ending.isEmpty();
    }

    private void record(short[] in, short[] out) {
        switch (layout) {
            case SEPARATE -> {
                write(tapes.get(0), in);
                write(tapes.get(1), out);
            }
            case STEREO -> writeStereo(tapes.get(0), in, out);
            case MIXED -> writeMixed(tapes.get(0), in, out);
        }
    }

    private void write(Tape tape, short[] pcm) {
        int place = tape.place();
        if (place < 0) {
            dropped.increment();
            return;
        }
        System.arraycopy(pcm, 0, tape.ring(), place, Source.FRAME);
        tape.put();
    }

    private void writeStereo(Tape tape, short[] left, short[] right) {
        int place = tape.place();
        if (place < 0) {
            dropped.increment();
            return;
        }
        short[] ring = tape.ring();
        for (int i = 0; i < Source.FRAME; i++) {
            ring[place + 2 * i] = left[i];
            ring[place + 2 * i + 1] = right[i];
        }
        tape.put();
    }

    private void writeMixed(Tape tape, short[] one, short[] other) {
        int place = tape.place();
        if (place < 0) {
            dropped.increment();
            return;
        }
        short[] ring = tape.ring();
        for (int i = 0; i < Source.FRAME; i++) {
            ring[place + i] = (short) Math.clamp(one[i] + other[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        tape.put();
    }

    @Override
    public void pressed(char digit) {
        watch.pressed(digit);
    }

    @Override
    public void close() {
        end(broken ? Ending.FAILED : Ending.CLOSED);
    }

    private void end(Ending how) {
        if (over == null) {
            over = how;
            wake.run();
        }
    }

    /** Writes what there is; whether that was the last time. On the deck's thread. */
    boolean drain(ByteBuffer bytes) {
        Ending how = over;
        try {
            for (Tape tape : broken ? List.<Tape>of() : tapes) {
                if (how == null) {
                    tape.drain(bytes);
                } else {
                    tape.finish(bytes);
                }
            }
        } catch (IOException full) {
            broken = true;
            tapes.forEach(Tape::discard);
            TapeDeck.LOG.warn("a recording cannot be written: {}", full.toString());
        }
        if (how != null) {
            Ending told = broken ? Ending.FAILED : how;
            ended.complete(new Recorded(told, files, Duration.ofMillis(frames * FRAME_MILLIS)));
        }
        return how != null;
    }
}
