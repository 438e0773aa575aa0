package voipbin.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.base.Timers;
import voipbin.speech.espeak.EspeakSynthesizer;
import voipbin.speech.flite.FliteSynthesizer;
import voipbin.speech.program.Program;
import voipbin.speech.script.Script;

/**
 * Says texts: chooses a provider by language, hands out the first audio while the rest is still being made, says equal
 * texts once at a time and keeps what was said. Safe for all threads.
 */
public final class Speech implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Speech.class);
    private static final int LONGEST = 64 * 1024;

    private final List<Synthesizer> synthesizers;
    private final Choice choice;
    private final SpeechCache cache;
    private final Semaphore processes;
    private final Map<String, Recital> recitals = new HashMap<>();
    private final Thread atExit = new Thread(this::end, "speech-end");
    private final LongAdder hits;
    private final LongAdder misses;
    private final LongAdder failures;
    private volatile boolean closed;

    /**
     * @param synthesizers in the order of preference
     * @throws java.io.UncheckedIOException when the cache's folder cannot be used
     */
    public Speech(SpeechConfig config, List<Synthesizer> synthesizers, Counters counters) {
        this.synthesizers = List.copyOf(synthesizers);
        this.choice = new Choice(synthesizers);
        this.cache = new SpeechCache(config.cacheFolder(), config.cacheBytes(), counters);
        this.processes = new Semaphore(config.processes(), true);
        this.hits = counters.counter("speech.cache.hits");
        this.misses = counters.counter("speech.cache.misses");
        this.failures = counters.counter("speech.failures");
        counters.gauge("speech.processes", () -> config.processes() - processes.availablePermits());
        counters.gauge("speech.processes.waiting", processes::getQueueLength);
        counters.gauge("speech.recitals", this::recitals);
    }

    /**
     * With flite and espeak-ng, as far as they are on the PATH; one that is installed later is found then. Processes
     * that still speak when the JVM ends are ended with it.
     */
    public static Speech withInstalled(SpeechConfig config, Counters counters) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin");
        Speech speech = new Speech(config, installed(config, path, new VirtualThreadTimers()), counters);
        Runtime.getRuntime().addShutdownHook(speech.atExit);
        return speech;
    }

    static List<Synthesizer> installed(SpeechConfig config, String path, Timers timers) {
        List<Path> folders = Program.folders(path);
        return List.of(
                new FliteSynthesizer(new Program("flite", folders, timers), config.cacheFolder()),
                new EspeakSynthesizer(new Program("espeak-ng", folders, timers)));
    }

    /**
     * Returns once the first audio is there, or the utterance turned out to be impossible. Blocks; call it on a virtual
     * thread. Where several providers speak the language, the next is tried when one fails before its first audio.
     */
    public Spoken speak(Utterance utterance) throws InterruptedException {
        int size = utterance.text().getBytes(StandardCharsets.UTF_8).length;
        if (size > LONGEST) {
            return new Spoken.Failed("The text has " + size + " bytes; at most " + LONGEST + " are spoken.");
        }
        List<Choice.Speaker> speakers = choice.speakers(utterance);
        if (speakers.isEmpty()) {
            return new Spoken.Unavailable(choice.reason(utterance));
        }
        String text = Script.normalized(utterance.text());
        List<String> reasons = new ArrayList<>();
        for (Choice.Speaker each : speakers) {
            Work work = new Work(text, utterance.language(), each.synthesizer(), each.voice(), utterance.rate());
            try {
                return new Spoken.Speaking(begin(work));
            } catch (IOException failed) {
                reasons.add(each.synthesizer().name() + ": " + failed.getMessage());
                log.warn("{} did not speak: {}", each.synthesizer().name(), failed.getMessage());
            }
        }
        return new Spoken.Failed("The text could not be spoken (" + String.join("; ", reasons) + ").");
    }

    private PcmStream begin(Work work) throws InterruptedException, IOException {
        FileStream stream = open(work);
        boolean speaks = false;
        try {
            stream.awaitFirst();
            speaks = true;
            return stream;
        } finally {
            if (!speaks) {
                stream.close();
            }
        }
    }

    /** From the cache, from the one who is just saying it, or by a new recital. */
    private FileStream open(Work work) throws IOException {
        String key = work.key();
        while (!closed) {
            Optional<FileStream> stream = cache.open(key, work.rate());
            if (stream.isPresent()) {
                hits.increment();
                return stream.get();
            }
            stream = join(key, work);
            if (stream.isPresent()) {
                return stream.get();
            }
        }
        throw new IOException("speech is closed");
    }

    /** Empty when it has come into the cache meanwhile. */
    private Optional<FileStream> join(String key, Work work) throws IOException {
        // who asks for the same at the same moment must find the one recital
        synchronized (recitals) {
            Recital running = recitals.get(key);
            Optional<FileStream> joined = running == null ? Optional.empty() : running.listen();
            if (joined.isPresent() || cache.contains(key) || closed) {
                return joined;
            }
            Recital fresh = new Recital(work, cache.spool(key, work.rate()), processes, new Keeping(key));
            Optional<FileStream> first = fresh.listen();
            recitals.put(key, fresh);
            misses.increment();
            Thread.ofVirtual().name("speech-recital").start(fresh);
            return first;
        }
    }

    /** A recital comes into the cache before it goes from the list, so that it is always found in one of them. */
    private final class Keeping implements Recital.Ending {

        private final String key;

        Keeping(String key) {
            this.key = key;
        }

        @Override
        public void said(Spool spool) {
            try {
                cache.keep(key, spool);
            } catch (IOException notKept) {
                log.warn("an utterance is not kept: {}", notKept.getMessage());
            }
        }

        @Override
        public void over(Recital recital, Optional<IOException> broken) {
            broken.ifPresent(_ -> failures.increment());
            synchronized (recitals) {
                recitals.remove(key, recital);
            }
        }
    }

    /** Each provider with its voices, or why it is missing. */
    public List<Availability> available() {
        return synthesizers.stream().map(Synthesizer::availability).toList();
    }

    private long recitals() {
        synchronized (recitals) {
            return recitals.size();
        }
    }

    /** Ends everything that is being spoken; after it nothing more is. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // then it has run, or will do no harm
        }
    }

    private void end() {
        closed = true;
        synchronized (recitals) {
            recitals.values().forEach(Recital::cancel);
        }
    }
}
