package voipbin.speech;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(pcm.length / 2.0).isCloseTo(Heard.all(speech.speak(narrow)).length, within(2));
    }

    private static org.assertj.core.data.Offset<Double> within(double samples) {
        return org.assertj.core.data.Offset.offset(samples);
    }

    @Test
    void aBreakIsSilenceOfItsLength() throws Exception {
        short[] without = Heard.all(speech.speak(Utterance.of("<speak>one</speak>", "en")));
        short[] with = Heard.all(speech.speak(Utterance.of("<speak><break time='1500ms'/>one</speak>", "en")));
        assertThat(with).hasSize(without.length + 12_000);
        assertThat(Arrays.copyOfRange(with, 12_000, with.length)).isEqualTo(without);
    }
}
