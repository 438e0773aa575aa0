package voipbin.speech;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import voipbin.base.Counters;

/** Finished utterances in a folder, by key; what was heard least recently goes first. Safe for all threads. */
final class SpeechCache {

    private static final String SUFFIX = ".pcm";

    private final Path folder;
    private final long limit;
    private final LongAdder evicted;
    private final LongAdder corrupt;

    /** Sizes by key, the least recently heard first. Guarded by itself: all threads that speak share the folder. */
    private final Map<String, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);

    private volatile long bytes;

    /** @throws UncheckedIOException when the folder cannot be made or read */
    SpeechCache(Path folder, long limit, Counters counters) {
        this.folder = folder;
        this.limit = limit;
        this.evicted = counters.counter("speech.cache.evicted");
        this.corrupt = counters.counter("speech.cache.corrupt");
        counters.gauge("speech.cache.bytes", () -> bytes);
        try {
            Files.createDirectories(folder);
            deleteLeftovers();
            load();
        } catch (IOException unusable) {
            throw new UncheckedIOException("the speech cache " + folder + " cannot be used", unusable);
        }
    }

    private void deleteLeftovers() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*.part")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private void load() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toFile)
                    .filter(file -> file.getName().endsWith(SUFFIX))
                    .sorted(Comparator.comparingLong(File::lastModified))
                    .forEach(file -> sizes.put(file.getName().replace(SUFFIX, ""), file.length()));
        }
        bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
        evict();
    }

    /** Whether there seems to be such an utterance; {@link #open} says whether it is usable. */
    boolean contains(String key) {
        synchronized (sizes) {
            return sizes.containsKey(key);
        }
    }

    /** The whole utterance, if it is there and undamaged. */
    Optional<FileStream> open(String key, int rate) {
        synchronized (sizes) {
            if (sizes.get(key) == null) {
                return Optional.empty();
            }
        }
        try {
            RandomAccessFile file = new RandomAccessFile(path(key).toFile(), "r");
            if (SoundFile.isWhole(file, rate)) {
                // the order is kept over a restart by the files' times
                path(key).toFile().setLastModified(System.currentTimeMillis());
                return Optional.of(new FileStream(file, rate, new Whole((file.length() - SoundFile.HEADER) / 2)));
            }
            file.close();
        } catch (IOException gone) {
            // no better than damaged
        }
        corrupt.increment();
        forget(key);
        return Optional.empty();
    }

    Spool spool(String key, int rate) throws IOException {
        return new Spool(folder.resolve(key + "." + UUID.randomUUID() + ".part"), rate);
    }

    void keep(String key, Spool spool) throws IOException {
        spool.finish(path(key));
        synchronized (sizes) {
            Long before = sizes.put(key, Files.size(path(key)));
            bytes += Files.size(path(key)) - (before == null ? 0 : before);
            evict();
        }
    }

    private void evict() {
        synchronized (sizes) {
            var oldest = sizes.entrySet().iterator();
            while (bytes > limit && oldest.hasNext()) {
                Map.Entry<String, Long> entry = oldest.next();
                path(entry.getKey()).toFile().delete();
                bytes -= entry.getValue();
                oldest.remove();
                evicted.increment();
            }
        }
    }

    private void forget(String key) {
        synchronized (sizes) {
            Long size = sizes.remove(key);
            bytes -= size == null ? 0 : size;
            path(key).toFile().delete();
        }
    }

    private Path path(String key) {
        return folder.resolve(key + SUFFIX);
    }

    /** A file that grows no more. */
    private record Whole(long samples) implements FileStream.Growth {

        @Override
        public long beyond(long position, BooleanSupplier givenUp) {
            return samples;
        }

        @Override
        public void left() {}
    }
}
