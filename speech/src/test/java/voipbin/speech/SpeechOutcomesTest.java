package voipbin.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Counters;
import voipbin.speech.FakeSynthesizer.Take;

/** What becomes of an utterance that cannot be spoken as it was meant. */
@Timeout(20)
class SpeechOutcomesTest {

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

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void anotherProviderSpeaksWithItsOwnVoiceWhenTheFirstFails() throws Exception {
        FakeSynthesizer other = new FakeSynthesizer("other", new Voice("bob", java.util.Locale.US));
        Speech speech = speech(1, fake, other);
        Future<Spoken> spoken =
                threads.submit(() -> speech.speak(new Utterance("Hello.", "en-US", "fake", "ann", 8000)));
        fake.take().fail("broken");
        Take second = other.take();
        assertThat(second.voice.id()).isEqualTo("bob");
        second.say(10, 1);
        assertThat(spoken.get()).isInstanceOf(Spoken.Speaking.class);
        assertThat(counters.counts()).containsEntry("speech.failures", 1L);
    }

    @Test
    void whenAllFailTheReasonsAreTold() throws Exception {
        Future<Spoken> spoken = speaking(speech(1, fake), "Hello.");
        fake.take().fail("ended with status 1");
        assertThat(spoken.get())
                .isEqualTo(new Spoken.Failed("The text could not be spoken (fake: ended with status 1)."));
        assertThat(files()).isEmpty();
    }

    @Test
    void soundThatBreaksOffIsAnErrorAndIsNotKept() throws Exception {
        Future<Spoken> spoken = speaking(speech(1, fake), "Hello.");
        Take take = fake.take();
        take.say(10, 1);
        PcmStream stream = Heard.stream(spoken.get());
        take.fail("killed");
        short[] pcm = new short[10];
        assertThat(stream.read(pcm)).isEqualTo(10);
        assertThatThrownBy(() -> stream.read(pcm))
                .isInstanceOf(IOException.class)
                .hasMessage("killed");
        assertThat(files()).isEmpty();
    }

    @Test
    void aTextOfMoreThan64KibibytesIsRefused() throws Exception {
        Speech speech = speech(1, fake);
        assertThat(speech.speak(Utterance.of("ä".repeat(32 * 1024) + ".", "en")))
                .isEqualTo(new Spoken.Failed("The text has 65537 bytes; at most 65536 are spoken."));
        Future<Spoken> longest = speaking(speech, "é".repeat(32 * 1024));
        fake.take().say(1, 1);
        assertThat(longest.get()).isInstanceOf(Spoken.Speaking.class);
    }

    @Test
    void whenNothingIsInstalledItIsSaidWhatToDo() throws Exception {
        SpeechConfig config = SpeechConfig.in(folder);
        Speech speech = speech(1, Speech.installed(config, "", new Alarms()).toArray(Synthesizer[]::new));
        assertThat(speech.speak(Utterance.of("Hello.", "en")))
                .isEqualTo(new Spoken.Unavailable("There is no speech synthesizer: apt-get install flite espeak-ng"
                        + " (flite is not installed: apt-get install flite;"
                        + " espeak-ng is not installed: apt-get install espeak-ng)"));
        assertThat(speech.available()).noneMatch(Availability::isAvailable);
    }

    @Test
    void whenNobodySpeaksTheLanguageItIsSaidWhoIsMissing() throws Exception {
        Speech speech = speech(1, fake, new FakeSynthesizer("polyglot"));
        assertThat(speech.speak(Utterance.of("Hallo.", "de-DE")))
                .isEqualTo(new Spoken.Unavailable("Nobody here speaks de-DE; polyglot is not installed"));
        assertThat(speech.speak(Utterance.of("Hallo.", "not a tag")))
                .isEqualTo(new Spoken.Unavailable("\"not a tag\" is not a BCP-47 language tag"));
    }

    @Test
    void aProgramInstalledMeanwhileIsFound() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        SpeechConfig config = new SpeechConfig(folder, 1 << 20, 1);
        Speech speech =
                speech(1, Speech.installed(config, bin.toString(), new Alarms()).toArray(Synthesizer[]::new));
        assertThat(speech.speak(Utterance.of("Hello.", "en"))).isInstanceOf(Spoken.Unavailable.class);
        FakeProgram flite = new FakeProgram(
                bin, "flite", "[ \"$1\" = -lv ] && echo 'Voices available: kal rms slt' || cp \"$sound\" \"$6\"");
        assertThat(Heard.all(speech.speak(Utterance.of("Hello.", "en")))).hasSize(800);
        assertThat(flite.runs()).first().isEqualTo("-lv");
        assertThat(flite.runs()).last().asString().startsWith("-voice slt -f /dev/stdin -o " + folder);
        assertThat(files()).noneMatch(name -> name.endsWith(".part"));
    }
}
