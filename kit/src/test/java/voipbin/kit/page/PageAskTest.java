package voipbin.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Id;

class PageAskTest {

    @ParameterizedTest
    @CsvSource({"1,1", "100,100", "101,100", "0,100", "-5,100", "2147483647,100"})
    void sizesOutOfRangeSilentlyBecomeTheMost(int asked, int given) {
        assertThat(PageAsk.of(asked, 100, "").size()).isEqualTo(given);
    }

    @Test
    void aTokenSaysBehindWhichRowAPageStarts() {
        Instant time = Instant.parse("2026-05-01T10:00:00.120000Z");
        Id<Object> id = Id.random();
        String token = PageAsk.tokenAfter(time, id);
        assertThat(token).startsWith("2026-05-01T10:00:00.120000Z");
        assertThat(PageAsk.of(1, 100, token).start()).contains(new PageAsk.Start(time, id));
        assertThat(PageAsk.of(1, 100, "2026-05-01T10:00:00.120000Z").start())
                .contains(new PageAsk.Start(time, Id.nil()));
        assertThat(PageAsk.FIRST.start()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-05-01T10:00:00Z~", "~", "2026-05-01T10:00:00Z~x", "' or 1=1"})
    void whatIsNoTokenIsRefused(String token) {
        assertThatThrownBy(() -> PageAsk.of(1, 100, token).start())
                .hasFieldOrPropertyWithValue("reason", "INVALID_REQUEST_PARAMETER");
    }
}
