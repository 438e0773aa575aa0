package voipbin.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Counters;
import voipbin.speech.FakeSynthesizer.Take;

@Timeout(20)
class SpeechTest {

    private static final String LONG = "This sentence has fifty characters, if you count. ".repeat(40);

    @TempDir
    Path folder;

    private final Counters counters = new Counters();
    private final FakeSynthesizer fake = FakeSynthesizer.english();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Speech> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Speech::close);
        threads.shutdownNow();
    }

    private Speech speech(int processes, Synthesizer... synthesizers) {
        Speech speech = new Speech(new SpeechConfig(folder, 1 << 20, processes), List.of(synthesizers), counters);
        opened.add(speech);
        return speech;
    }

    private Future<Spoken> speaking(Speech speech, String text) {
        return threads.submit(() -> speech.speak(Utterance.of(text, "en-US")));
    }

    @Test
    void theFirstAudioIsHeardBeforeTheRestIsMade() throws Exception {
        Future<Spoken> spoken = speaking(speech(1, fake), LONG);
        Take first = fake.take();
        assertThat(first.passage.words()).hasSizeBetween(90, 160);
        first.say(500, 1);
        PcmStream stream = Heard.stream(spoken.get());
        assertThat(stream.read(new short[2000])).isEqualTo(500);
        assertThat(fake.begun()).isZero();
        first.end();
        Take second = fake.take();
        assertThat(second.passage.words().length())
                .isGreaterThan(first.passage.words().length());
        second.say(300, 2);
        assertThat(stream.read(new short[2000])).isEqualTo(300);
    }

    @Test
    void allWordsOfALongTextAreSpokenInTheirOrder() throws Exception {
        Heard.all(speech(2, fake.automatic()).speak(Utterance.of(LONG, "en")));
        StringBuilder words = new StringBuilder();
        while (fake.begun() > 0) {
            words.append(fake.take().passage.words()).append(' ');
        }
        assertThat(words).hasToString(LONG);
    }

    @Test
    void noMoreThanHalfAMinuteIsMadeAheadOfTheListener() throws Exception {
        Future<Spoken> spoken = speaking(speech(1, fake), LONG);
        Take first = fake.take();
        first.say(31 * 8000, 1);
        first.end();
        PcmStream stream = Heard.stream(spoken.get());
        first.awaitClosed();
        assertThat(fake.begun()).isZero();
        int heard = 0;
        while (heard < 8000) {
            heard += stream.read(new short[1000]);
        }
        // the position of a listener is known when it asks for more
        assertThat(stream.read(new short[1])).isEqualTo(1);
        assertThat(fake.take().passage.words()).startsWith("This sentence");
    }

    @Test
    void equalRequestsAtTheSameTimeAreSpokenOnce() throws Exception {
        Speech speech = speech(4, fake);
        List<Future<short[]>> heard = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            heard.add(threads.submit(() -> Heard.all(speech.speak(Utterance.of("The same for all.", "en")))));
        }
        Take take = fake.take();
        take.say(5000, 7);
        take.end();
        for (Future<short[]> each : heard) {
            assertThat(each.get()).hasSize(5000).containsOnly((short) 7);
        }
        assertThat(fake.begun()).isZero();
        assertThat(counters.counts()).containsEntry("speech.cache.misses", 1L);
    }

    @Test
    void whatWasSaidIsNotSynthesisedAgain() throws Exception {
        Speech speech = speech(1, fake.automatic());
        short[] first = Heard.all(speech.speak(Utterance.of("Hello there.", "en")));
        short[] again = Heard.all(speech.speak(Utterance.of("  Hello \t there. ", "en")));
        assertThat(again).isEqualTo(first);
        assertThat(fake.begun()).isEqualTo(1);
        assertThat(counters.counts()).containsEntry("speech.cache.hits", 1L);
        speech.close();
        assertThat(Heard.all(speech(1, fake).speak(Utterance.of("Hello there.", "en"))))
                .isEqualTo(first);
        assertThat(fake.begun()).isEqualTo(1);
    }

    @Test
    void anotherRateOrLanguageIsAnotherSound() throws Exception {
        Speech speech = speech(1, fake.automatic());
        Heard.all(speech.speak(Utterance.of("Hello.", "en")));
        Heard.all(speech.speak(Utterance.of("Hello.", "en-GB")));
        Heard.all(speech.speak(new Utterance("Hello.", "en", "", "", 16000)));
        assertThat(fake.begun()).isEqualTo(3);
    }

    @Test
    void whenTheLastListenerLeavesTheProviderIsStopped() throws Exception {
        Speech speech = speech(1, fake);
        Future<Spoken> one = speaking(speech, "Hello.");
        Take take = fake.take();
        take.say(10, 1);
        PcmStream first = Heard.stream(one.get());
        PcmStream second = Heard.stream(speaking(speech, "Hello.").get());
        first.close();
        take.say(10, 2);
        assertThat(second.read(new short[10])).isEqualTo(10);
        second.close();
        take.awaitClosed();
        assertThat(first.read(new short[10])).isEqualTo(-1);
        assertThat(second.read(new short[10])).isEqualTo(-1);
    }

    @Test
    void afterABargeInTheSameTextIsSpokenAnew() throws Exception {
        Speech speech = speech(1, fake);
        Future<Spoken> one = speaking(speech, "Hello.");
        Take interrupted = fake.take();
        interrupted.say(10, 1);
        Heard.stream(one.get()).close();
        Future<Spoken> two = speaking(speech, "Hello.");
        Take fresh = fake.take();
        fresh.say(20, 2);
        fresh.end();
        assertThat(Heard.all(two.get())).hasSize(20).containsOnly((short) 2);
        assertThat(counters.counts()).containsEntry("speech.failures", 0L);
    }

    @Test
    void closingEndsAReadThatWaits() throws Exception {
        Future<Spoken> spoken = speaking(speech(1, fake), "Hello.");
        fake.take().say(10, 1);
        PcmStream stream = Heard.stream(spoken.get());
        assertThat(stream.read(new short[10])).isEqualTo(10);
        Future<Integer> waiting = threads.submit(() -> stream.read(new short[10]));
        stream.close();
        assertThat(waiting.get()).isEqualTo(-1);
    }

    @Test
    void anInterruptedCallerLeavesNothingRunning() throws Exception {
        Speech speech = speech(1, fake);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                speech.speak(Utterance.of("Hello.", "en"));
                interrupted.complete(false);
            } catch (InterruptedException expected) {
                interrupted.complete(true);
            }
        });
        Take take = fake.take();
        caller.interrupt();
        assertThat(interrupted.get()).isTrue();
        take.awaitClosed();
    }

    @Test
    void closingSpeechEndsWhatIsBeingSpoken() throws Exception {
        Speech speech = speech(1, fake);
        Future<Spoken> spoken = speaking(speech, "Hello.");
        Take take = fake.take();
        take.say(10, 1);
        PcmStream stream = Heard.stream(spoken.get());
        speech.close();
        take.awaitClosed();
        assertThatThrownBy(() -> Heard.rest(stream)).isInstanceOf(IOException.class);
        assertThat(speech.speak(Utterance.of("Hello.", "en"))).isInstanceOf(Spoken.Failed.class);
    }

    @Test
    void noMoreProcessesRunThanAllowed() throws Exception {
        Speech speech = speech(1, fake);
        Future<Spoken> one = speaking(speech, "One.");
        Take first = fake.take();
        first.say(10, 1);
        Heard.stream(one.get());
        Future<Spoken> two = speaking(speech, "Two.");
        while (counters.levels().getOrDefault("speech.processes.waiting", 0L) == 0) {
            Thread.onSpinWait();
        }
        assertThat(fake.begun()).isZero();
        assertThat(counters.levels()).containsEntry("speech.processes", 1L);
        first.end();
        Take second = fake.take();
        assertThat(second.passage.words()).isEqualTo("Two.");
        second.say(10, 2);
        assertThat(two.get()).isInstanceOf(Spoken.Speaking.class);
    }
}
