package voipbin.speech.flite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Plain text, 3.14 & more!|Plain text, 3.14 & more!",
                "café naïve Zürich Łódź|cafe naive Zurich Lodz",
                "it’s “so”…|it's \"so\"...",
                "a—b|a, b",
                "5€|5 euro ",
                "ﬁve ½|five 1/2",
                "hi 😀 you|hi   you",
                "日本 go|   go",
            })
    void textIsSpelledInAscii(String text, String ascii) {
        assertThat(Ascii.of(text).strip()).isEqualTo(ascii.strip());
    }
}
