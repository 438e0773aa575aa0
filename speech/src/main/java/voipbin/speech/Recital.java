package voipbin.speech;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.speech.script.Part;
import voipbin.speech.script.Passage;
import voipbin.speech.script.Pause;
import voipbin.speech.script.Script;

/**
 * One utterance being spoken into a file, once, however many listen. It keeps ahead of the listener who is furthest by
 * half a minute and no more, and stops when the last one has left. Runs on a thread of its own.
 */
final class Recital implements Runnable, FileStream.Growth {

    private static final Logger log = LoggerFactory.getLogger(Recital.class);
    private static final int AHEAD_SECONDS = 30;

    /** What becomes of it; told before the listeners know. */
    interface Ending {

        void said(Spool spool);

        /** @param broken why it broke off; empty when all was said, or nobody listened any more */
        void over(Recital recital, Optional<IOException> broken);
    }

    private final Work work;
    private final Spool spool;
    private final Semaphore processes;
    private final Ending ending;

    // all below is guarded by this: the speaker and its listeners wait for each other
    private @Nullable Thread speaker;
    private @Nullable PcmStream current;
    private Optional<IOException> failure = Optional.empty();
    private int listeners;
    private long written;
    private long furthest;
    private boolean ended;
    private boolean cancelled;

    Recital(Work work, Spool spool, Semaphore processes, Ending ending) {
        this.work = work;
        this.spool = spool;
        this.processes = processes;
        this.ending = ending;
    }

    /** One more listener, from the beginning; empty when it is too late for that. */
    synchronized Optional<FileStream> listen() throws IOException {
        if (cancelled || ended) {
            return Optional.empty();
        }
        RandomAccessFile file = spool.open();
        listeners++;
        return Optional.of(new FileStream(file, work.rate(), this));
    }

    @Override
    public void run() {
        Optional<IOException> broken = Optional.of(new IOException("stopped"));
        try (spool) {
            begin();
            for (Part part : Script.parts(work.text())) {
                awaitListener();
                say(part);
            }
            ending.said(spool);
            broken = Optional.empty();
        } catch (IOException failed) {
            broken = Optional.of(failed);
        } catch (InterruptedException stopped) {
            // the last listener has left
        } catch (RuntimeException bug) {
            log.error(
                    "an utterance by {} ended by an error of ours",
                    work.synthesizer().name(),
                    bug);
        } finally {
            spool.discard();
            ending.over(this, isCancelled() ? Optional.empty() : broken);
            end(broken);
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized void begin() throws InterruptedException {
        speaker = Thread.currentThread();
        if (cancelled) {
            throw new InterruptedException();
        }
    }

    private synchronized void awaitListener() throws InterruptedException {
        while (written - furthest > (long) AHEAD_SECONDS * work.rate()) {
            wait();
        }
    }

    private void say(Part part) throws InterruptedException, IOException {
        switch (part) {
            case Passage passage -> speak(passage);
            case Pause(int millis) -> {
                int samples = millis * work.rate() / 1000;
                append(new short[samples], samples);
            }
        }
    }

    private void speak(Passage passage) throws InterruptedException, IOException {
        processes.acquire();
        try (PcmStream stream = work.synthesizer().synthesize(passage, work.voice(), work.rate())) {
            hold(stream);
            short[] pcm = new short[2048];
            for (int count = stream.read(pcm); count >= 0; count = stream.read(pcm)) {
                append(pcm, count);
            }
            hold(null);
        } finally {
            processes.release();
        }
    }

    /** Lets {@link #cancel} end what is running; a stream that was ended by it looks as if it were over. */
    private synchronized void hold(@Nullable PcmStream stream) throws InterruptedException {
        current = stream;
        if (cancelled) {
            throw new InterruptedException();
        }
    }

    private void append(short[] pcm, int count) throws IOException {
        spool.append(pcm, count);
        synchronized (this) {
            written += count;
            notifyAll();
        }
    }

    private synchronized void end(Optional<IOException> broken) {
        ended = true;
        failure = broken;
        current = null;
        speaker = null;
        notifyAll();
    }

    @Override
    public synchronized long beyond(long samples, BooleanSupplier givenUp) throws InterruptedException, IOException {
        furthest = Math.max(furthest, samples);
        notifyAll();
        while (written <= samples && !ended && !givenUp.getAsBoolean()) {
            wait();
        }
        if (written <= samples && failure.isPresent() && !givenUp.getAsBoolean()) {
            // a new one, for each of its listeners has a stack of its own
            throw new IOException(failure.get().getMessage(), failure.get());
        }
        return written;
    }

    @Override
    public synchronized void left() {
        listeners--;
        notifyAll();
        if (listeners == 0) {
            cancel();
        }
    }

    /** Ends it at once, with the process that it has running. */
    synchronized void cancel() {
        if (!ended) {
            cancelled = true;
            if (current != null) {
                current.close();
            }
            if (speaker != null) {
                speaker.interrupt();
            }
        }
    }
}
