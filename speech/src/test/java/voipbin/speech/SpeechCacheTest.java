package voipbin.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Counters;

class SpeechCacheTest {

    private static final int SIZE = 16 + 2 * 100;

    @TempDir
    Path folder;

    private final Counters counters = new Counters();

    private SpeechCache cache(long limit) {
        return new SpeechCache(folder, limit, counters);
    }

    private static void keep(SpeechCache cache, String key) throws IOException {
        try (Spool spool = cache.spool(key, 8000)) {
            spool.append(FakeProgram.tone(100), 60);
            spool.append(FakeProgram.tone(100), 40);
            cache.keep(key, spool);
        }
    }

    private static int samples(Optional<FileStream> stream) throws Exception {
        try (FileStream open = stream.orElseThrow()) {
            return Heard.rest(open).length;
        }
    }

    @Test
    void whatIsKeptIsFoundAlsoAfterARestart() throws Exception {
        SpeechCache cache = cache(1000);
        keep(cache, "a");
        assertThat(samples(cache.open("a", 8000))).isEqualTo(100);
        assertThat(samples(cache(1000).open("a", 8000))).isEqualTo(100);
        assertThat(counters.levels()).containsEntry("speech.cache.bytes", (long) SIZE);
    }

    @Test
    void whatWasHeardLeastRecentlyGoesFirst() throws Exception {
        SpeechCache cache = cache(3 * SIZE);
        keep(cache, "a");
        keep(cache, "b");
        keep(cache, "c");
        samples(cache.open("a", 8000));
        keep(cache, "d");
        assertThat(cache.contains("b")).isFalse();
        assertThat(folder.resolve("b.pcm")).doesNotExist();
        assertThat(cache.contains("a")).isTrue();
        assertThat(counters.counts()).containsEntry("speech.cache.evicted", 1L);
    }

    @Test
    void theOrderOutlivesARestart() throws Exception {
        SpeechCache cache = cache(1000);
        keep(cache, "a");
        keep(cache, "b");
        Files.setLastModifiedTime(folder.resolve("b.pcm"), FileTime.fromMillis(1000));
        assertThat(cache(SIZE).contains("b")).isFalse();
        assertThat(folder.resolve("a.pcm")).exists();
    }

    @Test
    void aLimitOfNothingKeepsNothing() throws Exception {
        SpeechCache cache = cache(0);
        keep(cache, "a");
        assertThat(cache.contains("a")).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aTruncatedFileIsRemoved() throws Exception {
        SpeechCache cache = cache(1000);
        keep(cache, "a");
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("a.pcm").toFile(), "rw")) {
            file.setLength(SIZE - 2);
        }
        assertThat(cache.open("a", 8000)).isEmpty();
        assertThat(folder).isEmptyDirectory();
        assertThat(counters.counts()).containsEntry("speech.cache.corrupt", 1L);
        assertThat(counters.levels()).containsEntry("speech.cache.bytes", 0L);
    }

    @Test
    void aFileWithAFlippedBitIsRemovedAndCanBeReplaced() throws Exception {
        SpeechCache cache = cache(1000);
        keep(cache, "a");
        byte[] bytes = Files.readAllBytes(folder.resolve("a.pcm"));
        bytes[77] ^= 4;
        Files.write(folder.resolve("a.pcm"), bytes);
        assertThat(cache.open("a", 8000)).isEmpty();
        keep(cache, "a");
        assertThat(samples(cache.open("a", 8000))).isEqualTo(100);
    }

    @Test
    void emptyAndForeignAndVanishedFilesAreNotSound() throws Exception {
        Files.writeString(folder.resolve("empty.pcm"), "");
        Files.writeString(folder.resolve("foreign.pcm"), "this is no sound at all");
        Files.writeString(folder.resolve("gone.pcm"), "x");
        SpeechCache cache = cache(1000);
        Files.delete(folder.resolve("gone.pcm"));
        assertThat(cache.open("empty", 8000)).isEmpty();
        assertThat(cache.open("foreign", 8000)).isEmpty();
        assertThat(cache.open("gone", 8000)).isEmpty();
        assertThat(counters.counts()).containsEntry("speech.cache.corrupt", 3L);
    }

    @Test
    void whatACrashLeftIsRemovedAtTheStart() throws Exception {
        Files.writeString(folder.resolve("a.1234.part"), "half");
        cache(1000);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void evictionDoesNotDisturbWhoIsListening() throws Exception {
        SpeechCache cache = cache(SIZE);
        keep(cache, "a");
        Optional<FileStream> listening = cache.open("a", 8000);
        keep(cache, "b");
        assertThat(cache.contains("a")).isFalse();
        assertThat(samples(listening)).isEqualTo(100);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new SpeechCache(file, 1, counters))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }
}
