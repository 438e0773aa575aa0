package voipbin.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import voipbin.base.Id;

/** Where the bytes of files lie. Safe for all threads. */
public interface ObjectStore {

    /** Keeps the bytes durably, all of them or none. Returns how many. */
    long put(Id<StorageFile> id, InputStream content) throws IOException;

    /**
     * The bytes from an offset on; closing is the caller's.
     *
     * @throws java.nio.file.NoSuchFileException if there are none of this id
     */
    InputStream open(Id<StorageFile> id, long offset) throws IOException;

    /** Without effect if they are gone already. */
    void delete(Id<StorageFile> id) throws IOException;

    /** What is there, in no order; what a crash left half written is not, and goes. */
    List<Id<StorageFile>> all() throws IOException;
}
