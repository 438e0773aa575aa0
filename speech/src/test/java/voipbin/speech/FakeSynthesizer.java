package voipbin.speech;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import voipbin.speech.script.Passage;

/** A provider in a test's hand: each passage is a {@link Take} that speaks when it is told to. */
final class FakeSynthesizer implements Synthesizer {

    private final String name;
    private final List<Voice> voices;
    private final BlockingQueue<Take> takes = new LinkedBlockingQueue<>();
    private volatile boolean automatic;

    FakeSynthesizer(String name, Voice... voices) {
        this.name = name;
        this.voices = List.of(voices);
    }

    static FakeSynthesizer english() {
        return new FakeSynthesizer("fake", new Voice("ann", Locale.US));
    }

    /** From now on each passage is a hundred samples of its length, at once. */
    FakeSynthesizer automatic() {
        automatic = true;
        return this;
    }

    /** The next passage that was begun; waits for it. */
    Take take() throws InterruptedException {
        return takes.take();
    }

    /** How many passages were begun and not yet taken. */
    int begun() {
        return takes.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Availability availability() {
        return new Availability(name, voices, voices.isEmpty() ? name + " is not installed" : "");
    }

    @Override
    public Optional<Voice> voiceFor(Locale language, String voiceId) {
        List<Voice> speaking = voices.stream()
                .filter(voice -> voice.language().getLanguage().equals(language.getLanguage()))
                .toList();
        return speaking.stream()
                .filter(voice -> voice.id().equals(voiceId))
                .findFirst()
                .or(() -> speaking.stream().findFirst());
    }

    @Override
    public PcmStream synthesize(Passage passage, Voice voice, int rate) {
        Take take = new Take(passage, voice, rate);
        if (automatic) {
            take.say(100, passage.words().length());
            take.end();
        }
        takes.add(take);
        return take;
    }

    /** One passage being spoken. */
    static final class Take implements PcmStream {

        final Passage passage;
        final Voice voice;
        private final int rate;
        private final BlockingQueue<Optional<short[]>> sound = new LinkedBlockingQueue<>();
        private @Nullable String failure;
        private volatile boolean closed;

        Take(Passage passage, Voice voice, int rate) {
            this.passage = passage;
            this.voice = voice;
            this.rate = rate;
        }

        void say(int samples, int value) {
            while (samples > 0) {
                short[] block = new short[Math.min(samples, 1000)];
                java.util.Arrays.fill(block, (short) value);
                sound.add(Optional.of(block));
                samples -= block.length;
            }
        }

        void end() {
            sound.add(Optional.empty());
        }

        void fail(String why) {
            failure = why;
            end();
        }

        /** Waits until whoever reads it has closed it. */
        synchronized void awaitClosed() throws InterruptedException {
            while (!closed) {
                wait();
            }
        }

        @Override
        public int read(short[] pcm) throws InterruptedException, IOException {
            Optional<short[]> block = sound.take();
            if (block.isEmpty()) {
                sound.add(block);
                if (failure != null && !closed) {
                    throw new IOException(failure);
                }
                return -1;
            }
            System.arraycopy(block.get(), 0, pcm, 0, block.get().length);
            return block.get().length;
        }

        @Override
        public int rate() {
            return rate;
        }

        @Override
        public synchronized void close() {
            closed = true;
            end();
            notifyAll();
        }
    }
}
