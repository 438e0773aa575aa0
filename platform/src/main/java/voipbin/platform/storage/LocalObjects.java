package voipbin.platform.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import voipbin.base.Id;

/** Objects as files of a folder on this machine, in subfolders by the first two digits of the id. */
public final class LocalObjects implements ObjectStore {

    private static final String PART = ".part";

    private final Path folder;

    /** @param folder made when the first object comes */
    public LocalObjects(Path folder) {
        this.folder = folder;
    }

    @Override
    public long put(Id<StorageFile> id, InputStream content) throws IOException {
        Path whole = path(id);
        Path parent = Files.createDirectories(folder.resolve(subfolder(id)));
        Path part = parent.resolve(id + PART);
        try {
            long size = write(part, content);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            // the new name is on disk only once its folder is
            try (FileChannel directory = FileChannel.open(parent, READ)) {
                directory.force(true);
            }
            return size;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long write(Path part, InputStream content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, CREATE, WRITE, TRUNCATE_EXISTING)) {
            OutputStream out = Channels.newOutputStream(channel);
            long size = content.transferTo(out);
            channel.force(true);
            return size;
        }
    }

    @Override
    public InputStream open(Id<StorageFile> id, long offset) throws IOException {
        InputStream content = Files.newInputStream(path(id));
        try {
            content.skipNBytes(offset);
            return content;
        } catch (IOException tooFar) {
            content.close();
            throw tooFar;
        }
    }

    @Override
    public void delete(Id<StorageFile> id) throws IOException {
        Files.deleteIfExists(path(id));
    }

    @Override
    public List<Id<StorageFile>> all() throws IOException {
        List<Id<StorageFile>> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> paths = Files.find(folder, 2, (_, attributes) -> attributes.isRegularFile())) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = path.getFileName().toString();
                Optional<Id<StorageFile>> id = Id.parse(name);
                id.ifPresent(found::add);
                if (name.endsWith(PART)) {
                    Files.delete(path);
                }
            }
        }
        return found;
    }

    private Path path(Id<StorageFile> id) {
        return folder.resolve(subfolder(id)).resolve(id.toString());
    }

    private static String subfolder(Id<StorageFile> id) {
        return id.toString().substring(0, 2);
    }
}
