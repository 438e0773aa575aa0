package voipbin.platform.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.media.audio.WavFile;
import voipbin.platform.storage.StorageFile;
import voipbin.platform.storage.StorageFiles;

/**
 * The files of recordings: while they grow, and until they are stored, in a folder of our own; afterwards in the
 * storage.
 */
final class RecordingFiles {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingFiles.class);
    private static final StorageFile.ReferenceType TYPE = StorageFile.ReferenceType.RECORDING;
    private static final long SAMPLES_A_SECOND = 8000;

    private final Path folder;
    private final StorageFiles storage;

    RecordingFiles(Path folder, StorageFiles storage) {
        this.folder = folder;
        this.storage = storage;
    }

    /** Puts right what a crash cut off; the length of the longer file. */
    Duration salvage(Recording recording) {
        long samples = 0;
        for (String name : recording.filenames()) {
            try {
                samples = Math.max(samples, WavFile.repair(folder.resolve(name)));
            } catch (IOException lost) {
                LOG.warn("the crash left nothing of {}: {}", name, lost.toString());
            }
        }
        return Duration.ofMillis(samples * 1000 / SAMPLES_A_SECOND);
    }

    /**
     * Stores each file that is not stored yet.
     *
     * @throws voipbin.base.Problem when the customer's storage does not take it
     * @throws java.io.UncheckedIOException when it cannot be reached now
     */
    void store(Recording recording) throws IOException {
        List<String> there =
                stored(recording).stream().map(StorageFile::filename).toList();
        for (String name : recording.filenames()) {
            Path file = folder.resolve(name);
            if (!there.contains(name) && Files.exists(file)) {
                try (InputStream content = Files.newInputStream(file)) {
                    storage.keep(draft(recording, name), content, Files.size(file));
                }
            }
        }
    }

    private static StorageFile.Draft draft(Recording recording, String name) {
        return new StorageFile.Draft(
                recording.customerId(), Id.nil(), TYPE, recording.id(), StorageFile.Type.RECORDING, name);
    }

    /** Its files in the storage. */
    List<StorageFile> stored(Recording recording) {
        return storage.of(TYPE, recording.id());
    }

    /** Takes its files out of our own folder. */
    void clear(Recording recording) {
        for (String name : recording.filenames()) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException stays) {
                LOG.warn("{} could not be deleted and goes at the next start", name, stays);
            }
        }
    }

    /** Takes all files out of the folder but these. */
    void clearAllBut(Set<String> names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Deletes what is stored of it, bytes and all. */
    void delete(Recording recording) {
        stored(recording).forEach(storage::delete);
        clear(recording);
    }

    /** Writes its files, wherever they lie, as one zip. */
    void zip(Recording recording, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        // sound hardly gets smaller, however long one tries
        zip.setLevel(Deflater.BEST_SPEED);
        List<StorageFile> stored = stored(recording);
        for (String name : recording.filenames()) {
            Optional<InputStream> found = open(name, stored);
            if (found.isPresent()) {
                zip.putNextEntry(new ZipEntry(name));
                try (InputStream content = found.get()) {
                    content.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
        zip.finish();
    }

    private Optional<InputStream> open(String name, List<StorageFile> stored) throws IOException {
        for (StorageFile file : stored) {
            if (file.filename().equals(name)) {
                return Optional.of(storage.open(file, 0));
            }
        }
        Path file = folder.resolve(name);
        return Files.exists(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    }
}
