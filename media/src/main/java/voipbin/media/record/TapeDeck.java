package voipbin.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.media.Source;

/**
 * The one thread that writes all recordings, four times a second, each time with a header that counts all of them: a
 * file plays up to its last quarter of a second even if the process is killed. Safe for all threads.
 */
public final class TapeDeck implements AutoCloseable {

    static final Logger LOG = LoggerFactory.getLogger(TapeDeck.class);
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final int WIDEST = 2 * Tape.MOST * 2 * Source.FRAME;

    private final Path folder;
    private final Set<Recorder> recorders = ConcurrentHashMap.newKeySet();
    private final LongAdder dropped;
    private final Thread thread;
    private volatile boolean closing;

    private TapeDeck(Path folder, Counters counters) {
        this.folder = folder;
        this.dropped = counters.counter("media.recordings.dropped");
        counters.gauge("media.recordings", recorders::size);
        this.thread = Thread.ofPlatform().name("recordings").daemon().unstarted(this::run);
    }

    /**
     * @param folder where files are made; made itself when it is not there
     * @param counters gets {@code media.recordings}, how many go on, and {@code media.recordings.dropped}: frames of 20
     *     ms that became silence because the disk stood still for longer than two seconds
     */
    public static TapeDeck start(Path folder, Counters counters) throws IOException {
        Files.createDirectories(folder);
        TapeDeck deck = new TapeDeck(folder, counters);
        deck.thread.start();
        return deck;
    }

    /**
     * Begins a recording that has heard nothing yet.
     *
     * @throws IOException when its files cannot be made
     */
    public Recorder open(RecordingPlan plan) throws IOException {
        if (closing) {
            throw new IOException("nothing is recorded any more");
        }
        Recorder recorder = new Recorder(folder, plan, dropped, this::wake);
        recorders.add(recorder);
        return recorder;
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(WIDEST).order(ByteOrder.LITTLE_ENDIAN);
        while (!closing || !recorders.isEmpty()) {
            for (Recorder recorder : recorders) {
                if (drain(recorder, bytes)) {
                    recorders.remove(recorder);
                }
            }
            if (!closing) {
                LockSupport.parkNanos(this, PERIOD.toNanos());
            }
        }
    }

    private static boolean drain(Recorder recorder, ByteBuffer bytes) {
        try {
            return recorder.drain(bytes);
        } catch (RuntimeException bug) {
            LOG.error("a recording broke", bug);
            return true;
        }
    }

    /** Ends what is still being recorded, for which no session may run any more, and waits until all is written. */
    @Override
    public void close() {
        closing = true;
        recorders.forEach(Recorder::close);
        wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
