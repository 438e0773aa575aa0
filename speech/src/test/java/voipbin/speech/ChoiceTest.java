package voipbin.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {

    private final Choice choice = new Choice(List.of(
            new FakeSynthesizer("flite", new Voice("slt", Locale.US), new Voice("rms", Locale.US)),
            new FakeSynthesizer(
                    "espeak",
                    new Voice("en-gb", Locale.UK),
                    new Voice("de", Locale.GERMAN),
                    new Voice("en-us", Locale.US)),
            new FakeSynthesizer("missing")));

    @ParameterizedTest
    @CsvSource({
        "'',     '',      '',    flite,  slt",
        "en,     '',      '',    flite,  slt",
        "en_US,  '',      '',    flite,  slt",
        "en-AU,  '',      '',    flite,  slt",
        "en-GB,  '',      '',    espeak, en-gb",
        "de-AT,  '',      '',    espeak, de",
        "en-US,  gcp,     '',    flite,  slt",
        "en-US,  missing, '',    flite,  slt",
        "en-US,  espeak,  '',    espeak, en-gb",
        "de-DE,  flite,   '',    espeak, de",
        "en-US,  '',      rms,   flite,  rms",
        "en-GB,  '',      rms,   flite,  rms",
        "en-US,  '',      en-us, espeak, en-us",
        "en-US,  aws,     Joanna, flite, slt",
        "de-DE,  '',      slt,   espeak, de",
    })
    void theFirstSpeakerIs(String language, String provider, String voiceId, String expected, String voice) {
        Choice.Speaker first = choice.speakers(new Utterance("x", language, provider, voiceId, 8000))
                .getFirst();
        assertThat(first.synthesizer().name()).isEqualTo(expected);
        assertThat(first.voice().id()).isEqualTo(voice);
    }
}
