package voipbin.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Counters;

/** With the real flite and espeak-ng. */
class InstalledTest {

    @TempDir
    Path folder;

    private final Counters counters = new Counters();
    private Speech speech;

    @BeforeEach
    void open() {
        speech = Speech.withInstalled(SpeechConfig.in(folder), counters);
    }

    @AfterEach
    void close() {
        speech.close();
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, Good morning to all of you.",
        "en-GB, Good morning to all of you.",
        "de-DE, Guten Morgen ihr lieben Leute.",
        "fr-FR, Bonjour à tous mes amis.",
        "es-ES, Buenos días a todos ustedes.",
        "es-MX, Buenos días a todos ustedes.",
        "ja-JP, おはようございます みなさん。",
        "ko-KR, 안녕하세요 여러분 반갑습니다.",
        "pt-BR, Bom dia a todos vocês.",
        "ru-RU, Доброе утро всем вам.",
        "zh-CN, 你们大家早上好。",
        "hi-IN, आप सभी को सुप्रभात।",
        "ar, صباح الخير جميعا.",
        "nb, God morgen alle sammen.",
        "no-NO, God morgen alle sammen."
    })
    void manyLanguagesAreSpoken(String language, String text) throws Exception {
        short[] pcm = Heard.all(speech.speak(Utterance.of(text, language)));
        assertThat(pcm.length / 8000.0).isBetween(0.8, 4.0);
        assertThat(Heard.loudness(pcm)).isGreaterThan(300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-US|She said \"it's fine\" and 'left'.",
                "en-US|$(rm -rf /tmp/x) `id` ; exit; cat",
                "en-US|-o /tmp/spoken --version",
                "de|--stdin -w /tmp/spoken",
                "en-US|one\\ntwo\\n\\nthree",
                "en-US|well 😀 done",
                "de|gut 😀 gemacht",
                "de|[[[[h@loU]]]] hallo",
                "en-US|AT&T is < IBM & co",
                "de|AT&T ist < IBM & co",
            })
    void oddTextsAreSpokenAsText(String language, String text) throws Exception {
        short[] pcm = Heard.all(speech.speak(Utterance.of(text.replace("\\n", "\n"), language)));
        assertThat(pcm.length / 8000.0).isBetween(0.3, 8.0);
        assertThat(Heard.loudness(pcm)).isGreaterThan(200);
    }

    @ParameterizedTest
    @CsvSource({"en-US, ...", "de, ?!?", "en, ''", "en, <speak/>"})
    void textWithoutWordsIsAShortSilence(String language, String text) throws Exception {
        short[] pcm = Heard.all(speech.speak(Utterance.of(text, language)));
        assertThat(pcm).hasSize(1600).containsOnly((short) 0);
    }

    @Test
    void bothRatesHaveTheSameDuration() throws Exception {
        Utterance narrow = Utterance.of("The same words at two rates.", "fr");
        Utterance wide = new Utterance(narrow.text(), "fr", "", "", 16000);
        short[] pcm = Heard.all(speech.speak(wide));
        assertThat(pcm.length / 2.0).isCloseTo((double) Heard.all(speech.speak(narrow)).length, within(2.0));
    }

    @Test
    void aBreakIsSilenceOfItsLength() throws Exception {
        short[] without = Heard.all(speech.speak(Utterance.of("<speak>one</speak>", "en")));
        short[] with = Heard.all(speech.speak(Utterance.of("<speak><break time='1500ms'/>one</speak>", "en")));
        assertThat(with).hasSize(without.length + 12_000);
        assertThat(Arrays.copyOfRange(with, 12_000, with.length)).isEqualTo(without);
    }

    @Test
    void textThatLooksLikeOptionsWritesNoFile() throws Exception {
        Path file = folder.resolve("written");
        Heard.all(speech.speak(Utterance.of("-w " + file + " -o " + file, "de")));
        Heard.all(speech.speak(Utterance.of("-o " + file + " $(touch " + file + ")", "en")));
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"en", "de"})
    void tagsAreNotSpoken(String language) throws Exception {
        short[] plain = Heard.all(speech.speak(Utterance.of("Anna Otto", language)));
        short[] marked = Heard.all(speech.speak(Utterance.of(
                "<speak version='1.1'><p><emphasis level='strong'>Anna</emphasis> <mark name='here'/>Otto</p></speak>",
                language)));
        assertThat(marked.length / 8000.0).isCloseTo(plain.length / 8000.0, within(0.5));
    }

    @Test
    void aLongTextIsSpokenToItsEnd() throws Exception {
        String text = "The number you have called is not available at the moment. ".repeat(34);
        short[] pcm = Heard.all(speech.speak(Utterance.of(text, "en")));
        assertThat(pcm.length / 8000.0).isBetween(80.0, 150.0);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void whatIsInstalledIsListed() {
        assertThat(speech.available()).allMatch(Availability::isAvailable);
        assertThat(speech.available().getFirst().voices())
                .extracting(Voice::id)
                .startsWith("slt", "rms")
                .doesNotContain("awb_time");
        assertThat(speech.available().getLast().voices()).hasSizeGreaterThan(90);
    }

    @Test
    void aRecogniserHearsTheWords() throws Exception {
        Path model = Path.of("/usr/share/pocketsphinx/model/en-us");
        assertThat(model).as("Debian's package pocketsphinx-en-us is needed").isDirectory();
        Utterance utterance =
                new Utterance("<speak>Welcome to the <b>telephone</b> company.</speak>", "en-US", "", "", 16_000);
        byte[] wave = FakeProgram.wave(16_000, -1, Heard.all(speech.speak(utterance)));
        Path file = Files.write(folder.resolve("heard.wav"), wave);
        Process recogniser = new ProcessBuilder("pocketsphinx_continuous", "-infile", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String heard = new String(recogniser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(heard).contains("telephone company");
    }
}
