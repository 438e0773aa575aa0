package voipbin.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EspeakVoicesTest {

    private static final String LISTING = """
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             5  ar              --/M      Arabic             sem/ar              \s
             5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
             5  cmn-latn-pinyin --/M      Chinese_(Mandarin,_latin_as_Pinyin) sit/cmn-Latn-pinyin  (zh-cmn 5)(zh 5)
             5  de              --/M      German             gmw/de              \s
             5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
             2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
             5  en-gb-x-rp      --/M      English_(Received_Pronunciation) gmw/en-GB-x-rp       (en-gb 4)(en 5)
             2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
             5  es              --/M      Spanish_(Spain)    roa/es              \s
             5  es-419          --/M      Spanish_(Latin_America) roa/es-419           (es-mx 6)(es 6)
             5  fr-be           --/M      French_(Belgium)   roa/fr-BE            (fr 8)
             5  fr-fr           --/M      French_(France)    roa/fr               (fr 5)
             5  he              --/M      Hebrew             sem/he              \s
             5  nb              --/M      Norwegian_Bokmål  gmq/nb               (no 5)
             5  pt              --/M      Portuguese_(Portugal) roa/pt               (pt-pt 5)
             5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)
             5  vi-vn-x-south   --/M      Vietnamese_(Southern) aav/vi-VN-x-south   \s
             5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
             5  yue             --/M      Chinese_(Cantonese,_latin_as_Jyutping) sit/yue-Latn-jyutping (zh-yue 5)(zh 8)
            """;

    private final EspeakVoices voices = EspeakVoices.listed(LISTING);

    @ParameterizedTest
    @CsvSource({
        "ar,      sem/ar",
        "ar-EG,   sem/ar",
        "cmn-CN,  sit/cmn",
        "zh,      sit/cmn",
        "zh-CN,   sit/cmn",
        "zh-TW,   sit/cmn",
        "zh-Hans-CN, sit/cmn",
        "zh-HK,   sit/yue",
        "yue-HK,  sit/yue",
        "zh-yue,  sit/yue",
        "de-AT,   gmw/de",
        "en,      gmw/en-US",
        "en-US,   gmw/en-US",
        "en-GB,   gmw/en",
        "en-AU,   gmw/en",
        "en-GB-x-rp, gmw/en-GB-x-rp",
        "es,      roa/es",
        "es-ES,   roa/es",
        "es-MX,   roa/es-419",
        "es-AR,   roa/es-419",
        "es-US,   roa/es-419",
        "fr,      roa/fr",
        "fr-CA,   roa/fr",
        "fr-BE,   roa/fr-BE",
        "iw,      sem/he",
        "nb-NO,   gmq/nb",
        "no,      gmq/nb",
        "nn-NO,   gmq/nb",
        "pt,      roa/pt",
        "pt-PT,   roa/pt",
        "pt-BR,   roa/pt-BR",
        "pt-AO,   roa/pt",
        "vi-VN,   aav/vi-VN-x-south",
    })
    void aTagFindsItsVoice(String tag, String file) {
        assertThat(voices.speaking(Locale.forLanguageTag(tag)).orElseThrow().file())
                .isEqualTo(file);
    }

    @Test
    void aLanguageThatIsNotListedIsNotSpoken() {
        assertThat(voices.speaking(Locale.forLanguageTag("tl-PH"))).isEmpty();
        assertThat(EspeakVoices.listed("").speaking(Locale.US)).isEmpty();
        assertThat(EspeakVoices.listed("no table at all\n\n5").all()).isEmpty();
    }

    @Test
    void aVoiceIsNamedByItsTagAndTheFirstOfTwoWins() {
        assertThat(voices.named("EN-GB-x-RP").orElseThrow().file()).isEqualTo("gmw/en-GB-x-rp");
        assertThat(voices.named("yue").orElseThrow().file()).isEqualTo("sit/yue");
        assertThat(voices.named("../../etc/passwd")).isEmpty();
    }
}
