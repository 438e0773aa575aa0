package voipbin.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Id;

class SignedUrlsTest {

    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    private final SignedUrls urls = new SignedUrls(new byte[32], "http://127.0.0.1:8080");
    private final Id<StorageFile> id = Id.random();
    private final String url = urls.url(id, NOW.plusSeconds(10));
    private final String token = url.substring("http://127.0.0.1:8080/storage/".length());

    @Test
    void anAddressHoldsUntilItsTimeEnds() {
        assertThat(urls.isHere(url)).isTrue();
        assertThat(urls.<StorageFile>verify(token, NOW)).contains(id);
        assertThat(urls.<StorageFile>verify(token, NOW.plusSeconds(9))).contains(id);
        assertThat(urls.<StorageFile>verify(token, NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void noBitOfItCanBeChanged() {
        for (int at = 0; at < token.length() - 1; at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(urls.verify(forged, NOW)).as("character %d", at).isEmpty();
        }
    }

    @Test
    void anotherServersKeyDoesNotOpenIt() {
        SignedUrls other = new SignedUrls(new byte[] {1}, "http://127.0.0.1:8080");
        assertThat(other.verify(token, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!!", "AAAA", "../../etc/passwd", "%00"})
    void whatIsNoTokenIsRefused(String nonsense) {
        assertThat(urls.verify(nonsense, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 10, 0, 3",
        "bytes=4-, 10, 4, 9",
        "bytes=-4, 10, 6, 9",
        "bytes=-40, 10, 0, 9",
        "bytes=9-100, 10, 9, 9",
    })
    void aRangeIsCutToTheFile(String header, long size, long first, long last) {
        assertThat(ByteRange.of(header, size)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=5-4", "bytes=-0"})
    void aRangeThatTheFileDoesNotHaveIsNone(String header) {
        assertThat(ByteRange.isAsked(header)).isTrue();
        assertThat(ByteRange.of(header, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=-", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b"})
    void whatIsNoSingleRangeOfBytesIsOverlooked(String header) {
        assertThat(ByteRange.isAsked(header)).isFalse();
    }
}
