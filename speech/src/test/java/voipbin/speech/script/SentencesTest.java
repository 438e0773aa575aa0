package voipbin.speech.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "One. Two! Three? Four#One. |Two! |Three? |Four",
                "It costs 3.14 or so. Really.#It costs 3.14 or so. |Really.",
                "Mr. Smith came. He sat.#Mr. Smith came. |He sat.",
                "That is e.g. this one. Yes.#That is e.g. this one. |Yes.",
                "He said \"no.\" Then left.#He said \"no.\" |Then left.",
                "好。はい！ 네.#好。|はい！ |네.",
                "यह है। वह है।#यह है। |वह है।",
                "هل؟ نعم.#هل؟ |نعم.",
                "see voipbin.net now#see voipbin.net now",
                "Wait... what?#Wait... what?",
            })
    void aTextIsCutAfterItsSentences(String text, String pieces) {
        assertThat(String.join("|", Sentences.of(text, 500))).isEqualTo(pieces);
    }

    @Test
    void aLongSentenceIsCutAfterAClauseElseAfterAWordElseAnywhere() {
        assertThat(Sentences.of("one two, three four five", 15)).containsExactly("one two, ", "three four five");
        assertThat(Sentences.of("one two three four", 10)).containsExactly("one two ", "three four");
        assertThat(Sentences.of("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(Sentences.of("ab😀cd", 3)).containsExactly("ab", "😀c", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b. C d, e", "。。。", "... ", "\n\n", "x", "Dr. Dr. Dr. ", "a.\"'b"})
    void thePiecesAreTheText(String text) {
        String all = text.repeat(500);
        List<String> pieces = Sentences.of(all, 50);
        assertThat(String.join("", pieces)).isEqualTo(all);
        assertThat(pieces).allMatch(piece -> piece.length() <= 50);
    }
}
