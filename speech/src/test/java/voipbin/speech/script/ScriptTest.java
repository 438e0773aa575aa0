package voipbin.speech.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class ScriptTest {

    private static List<Part> parts(String text) {
        return Script.parts(Script.normalized(text));
    }

    private static String words(String text) {
        return parts(text).stream()
                .filter(Passage.class::isInstance)
                .map(part -> ((Passage) part).words())
                .collect(Collectors.joining("|"));
    }

    private static Passage only(String text) {
        assertThat(parts(text)).hasSize(1);
        return (Passage) parts(text).getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello.|Hello.",
                "<speak>Hello.</speak>|Hello.",
                "<?xml version=\"1.0\"?><speak version=\"1.1\" xmlns=\"x\" xml:lang=\"en\">Hi</speak>|Hi",
                "<ssml:speak>Hi <ssml:emphasis>you</ssml:emphasis></ssml:speak>|Hi you",
                "Hello <emphasis>big</emphasis> world|Hello big world",
                "<b>Hello</b> world|Hello world",
                "AT&amp;T &lt;3|AT&T <3",
                "Tom & Jerry|Tom & Jerry",
                "<speak>Tom & Jerry &amp; <b>co</b></speak>|Tom & Jerry & co",
                "5 < 6 and 7 > 6|5 < 6 and 7 > 6",
                "<speak>Not closed|Not closed",
                "<speak>a <b>b</speak>|a b",
                "<speak>a<!-- secret -->b<![CDATA[ & <c>]]></speak>|ab & <c>",
                "<speak>a <?evil tag?> b</speak>|a  b",
                "<speak>a <sub alias=\"b & c\">x</sub></speak>|a x",
                "<speak>a <sub alias=\"World Wide Web\">WWW</sub></speak>|a World Wide Web",
                "<speak><audio src=\"/etc/passwd\"><desc>no</desc>instead</audio></speak>|instead",
                "<speak><metadata>no</metadata>yes</speak>|yes",
                "<speak><voice name=\"x\">one</voice> <lang xml:lang=\"de\">zwei</lang></speak>|one zwei",
                "<speak><p>one</p><p><s>two</s><s>three!</s></p>four</speak>|one. two. three!four",
                "<speak><say-as interpret-as=\"digits\">4711</say-as></speak>|4 7 1 1",
                "<speak><say-as interpret-as=\"telephone\">555-12 (3)</say-as></speak>|5 5 5 , 1 2 , 3 ,",
                "<speak><say-as interpret-as=\"spell-out\">ab</say-as>!</speak>|a b !",
                "<speak><say-as interpret-as=\"cardinal\">12</say-as></speak>|12",
                "<!DOCTYPE speak [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><speak>&x; hi</speak>|&x; hi",
            })
    void theWordsAre(String text, String words) {
        assertThat(words(text)).isEqualTo(words);
    }

    @Test
    void markupIsReducedToWhatIsHarmless() {
        assertThat(only("<speak><prosody rate=\"slow\" onload=\"x\" pitch=\"a'b\">Hi <audio src=\"x\">&amp; you</audio>"
                                + "</prosody><mark name=\"m\"/></speak>")
                        .markup())
                .isEqualTo("<speak><prosody rate=\"slow\">Hi &amp; you</prosody></speak>");
        assertThat(only("Just text.").markup()).isEmpty();
        assertThat(only("Text & text.").markup()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "time='750ms', 750",
        "time='1.5s',  1500",
        "time='+2s',   2000",
        "time='99s',   10000",
        "time='x',     500",
        "strength='strong', 750",
        "'',           500",
    })
    void aBreakIsAPause(String attribute, int millis) {
        assertThat(parts("<speak>a<break " + attribute + "/>b</speak>"))
                .containsExactly(
                        new Passage("a", "<speak>a</speak>"), new Pause(millis), new Passage("b", "<speak>b</speak>"));
    }

    @Test
    void breaksInARowAreOnePauseOfAtMostTenSeconds() {
        assertThat(parts("<break time='1s'/>".repeat(3))).containsExactly(new Pause(3000));
        assertThat(parts("<break time='9s'/>".repeat(3000))).containsExactly(new Pause(10_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "...", "?!", "—", "<speak></speak>", "<speak><break strength='none'/></speak>", "«»"})
    void withNothingToSayThereIsAShortPause(String text) {
        assertThat(parts(text)).containsExactly(new Pause(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "$", "5", "字"})
    void signsAndDigitsAreSpoken(String text) {
        assertThat(words(text)).isEqualTo(text);
    }

    @Test
    void longMarkupIsCutIntoDocumentsWithoutLosingAWord() throws Exception {
        String sentence = "Here is a <emphasis level=\"strong\">very</emphasis> long sentence &amp; it goes on. ";
        String text = "<speak><prosody rate=\"slow\"><p>" + sentence.repeat(30) + "</p></prosody></speak>";
        List<Part> parts = parts(text);
        assertThat(parts).hasSizeGreaterThan(4);
        for (Part part : parts) {
            String markup = ((Passage) part).markup();
            assertThat(markup).startsWith("<speak><prosody rate=\"slow\"><p>").endsWith("</p></prosody></speak>");
            assertThat(content(markup)).isEqualTo(((Passage) part).words());
        }
        assertThat(words(text).replace("|", " "))
                .isEqualTo(
                        "Here is a very long sentence & it goes on. ".repeat(30).strip());
    }

    private static String content(String markup) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(markup)))
                .getDocumentElement()
                .getTextContent()
                .strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>",
                "<speak>",
                "<a b='",
                "&",
                "]]>",
                "<![CDATA[",
                "<!--",
                "A. ",
                "<break/>a",
                "[[",
                "<x/>",
                "<s></s>",
                "<!DOCTYPE[",
                "<sub alias='word word word'/>",
                "<say-as interpret-as='digits'>123456789</say-as>",
                "x",
                "<say-as interpret-as='date'>2026-01-01</say-as>",
                "&lt;",
                "字",
                "<s>a</s>"
            })
    void hostileTextOfFullLengthBecomesSmallPassages(String piece) {
        String text = piece.repeat(65_536 / piece.length());
        assertThat(parts(text)).isNotEmpty().allMatch(ScriptTest::isSmall);
        assertThat(parts("<speak><sub alias=\"" + "a & b".repeat(9000).replace("&", "&amp;") + "\"/></speak>"))
                .allMatch(ScriptTest::isSmall);
        assertThat(parts(nested(piece, 5000))).isNotEmpty().allMatch(ScriptTest::isSmall);
    }

    private static boolean isSmall(Part part) {
        return !(part instanceof Passage(String words, String markup))
                || (words.length() <= 600 && markup.length() <= 12_000);
    }

    private static String nested(String piece, int times) {
        return "<p>".repeat(times) + piece + "</p>".repeat(times);
    }

    @Test
    void normalTextIsComposedAndBlanksAreSingle() {
        assertThat(Script.normalized(" a\u0301 \t b\u0000\u0007 \r\n \n c\u00a0d "))
                .isEqualTo("á b\nc d");
        assertThat(Script.normalized("x\ud800y")).isEqualTo("xy");
    }
}
