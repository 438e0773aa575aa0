package voipbin.platform.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Id;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.billing.Purses;
import voipbin.platform.call.RecordedCalls;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Activeflows;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Flows;
import voipbin.platform.recording.Recording.Storing;
import voipbin.platform.storage.LocalObjects;
import voipbin.platform.storage.ObjectStore;
import voipbin.platform.storage.SignedUrls;
import voipbin.platform.storage.StorageFile;
import voipbin.platform.storage.StorageModule;
import voipbin.platform.usage.RecordingMinutes;

/** What becomes of the files once a recording has ended, whatever the storage is like. */
class KeepingTest {

    private final Purses purses = new Purses();
    private final Id<Customer> customer = purses.customer();
    private final Path folder;
    private final Moody objects;
    private final StorageModule storage;
    private final Store<Activeflow> activeflowRows = new Store<>(
            purses.db, Table.of("activeflows", Activeflow.class), new Noun("activeflow", Visibility.CUSTOMER));
    private final Flows flows =
            new Flows(new Store<>(purses.db, Table.of("flows", Flow.class), new Noun("flow", Visibility.INTERNAL)));
    private final Activeflows activeflows = new Activeflows(purses.db, activeflowRows, flows, purses.time);
    private final RecordingStore store = new RecordingStore(
            new Store<>(purses.db, Table.of("recordings", Recording.class), new Noun("recording", Visibility.NOBODY)),
            new RecordingStore.Neighbours(
                    RecordedCalls.of(purses.db), flows, new RecordingMinutes(purses.module.charges())));
    private final RecordingFiles files;
    private final Keeping keeping;

    KeepingTest(@TempDir Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("recordings"));
        objects = new Moody(new LocalObjects(folder.resolve("files")));
        storage = StorageModule.of(
                purses.db, purses.customers, objects, new SignedUrls(new byte[32], "http://here"), purses.time);
        storage.accounts().createMissing();
        files = new RecordingFiles(this.folder, storage.files());
        keeping = new Keeping(store, files, activeflows, new Keeping.Works(purses.time, Runnable::run));
    }

    @AfterEach
    void close() {
        while (activeflows.running() > 0) {
            Thread.yield();
        }
        purses.close();
    }

    @Test
    void theFlowThatFollowsRunsOnceTheFilesAreStored() throws IOException {
        Recording recording = ended();
        keeping.begin(recording);
        assertThat(files.stored(recording))
                .extracting(StorageFile::filename)
                .containsExactlyInAnyOrder("tape_in.wav", "tape_out.wav");
        assertThat(files.stored(recording)).extracting(StorageFile::type).containsOnly(StorageFile.Type.RECORDING);
        assertThat(folder).isEmptyDirectory();
        assertThat(now(recording).storing()).isEqualTo(Storing.STORED);
        assertThat(follower(recording).variables())
                .containsEntry("color", "blue")
                .containsEntry("voipbin.recording.id", recording.id().toString())
                .containsEntry("voipbin.recording.filenames", "tape_in.wav,tape_out.wav");
    }

    @Test
    void aStorageThatCannotBeReachedIsAskedAgainForWhatItDoesNotHave() throws IOException {
        Recording recording = ended();
        objects.failures = 2;
        keeping.begin(recording);
        assertThat(files.stored(recording)).isEmpty();
        purses.time.advance(Duration.ofSeconds(5));
        assertThat(now(recording).storing()).isEqualTo(Storing.PENDING);
        purses.time.advance(Duration.ofSeconds(30));
        assertThat(files.stored(recording)).hasSize(2);
        assertThat(now(recording).storing()).isEqualTo(Storing.STORED);
        assertThat(purses.time.pending()).isZero();
        assertThat(follower(recording).referenceActiveflowId()).isEqualTo(recording.activeflowId());
    }

    @Test
    void oneThatNeverComesBackIsToldAndTheFilesStay() throws IOException {
        Position before = purses.db.outbox().end();
        Recording recording = ended();
        objects.failures = 1000;
        keeping.begin(recording);
        purses.time.advance(Duration.ofHours(1));
        assertThat(now(recording).storing()).isEqualTo(Storing.FAILED);
        assertThat(told(before)).containsExactly("STORAGE_UNAVAILABLE");
        assertThat(folder).isDirectoryContaining("glob:**tape_in.wav");
        assertThat(followers(recording)).isEmpty();
    }

    @Test
    void whatTheStorageRefusesIsToldAtOnceAndNothingFollows() throws IOException {
        Position before = purses.db.outbox().end();
        Recording recording = ended();
        purses.db.write(tx -> {
            storage.customerListener()
                    .deleted(tx, purses.customers.find(tx, customer).orElseThrow());
            return true;
        });
        keeping.begin(recording);
        assertThat(now(recording).storing()).isEqualTo(Storing.FAILED);
        assertThat(told(before)).hasSize(1);
        assertThat(followers(recording)).isEmpty();
        assertThat(purses.time.pending()).isZero();
    }

    @Test
    void aDeletedRecordingIsNotStoredAndItsFilesGo() throws IOException {
        Recording recording = ended();
        store.rows().remove(recording.id());
        keeping.begin(recording);
        assertThat(files.stored(recording)).isEmpty();
        assertThat(folder).isEmptyDirectory();
        assertThat(followers(recording)).isEmpty();
    }

    /** A recording of two small files that is over; a flow is to follow. */
    private Recording ended() throws IOException {
        for (String name : List.of("tape_in.wav", "tape_out.wav")) {
            Files.writeString(folder.resolve(name), name);
        }
        return purses.db.write(tx -> {
            Flow next =
                    flows.temporary(tx, customer, List.of(new Action(Id.random(), Id.nil(), "empty", Map.of(), null)));
            Flow first = flows.temporary(tx, customer, List.of());
            Activeflow parent = activeflows.create(tx, first, Id.random(), Map.of("color", "blue"));
            Recording row = new Recording(
                    Id.random(),
                    customer,
                    "",
                    Id.nil(),
                    parent.id(),
                    next.id(),
                    Recording.ReferenceType.CALL,
                    Id.random(),
                    Recording.Status.ENDED,
                    Recording.Format.WAV,
                    "tape",
                    List.of("tape_in.wav", "tape_out.wav"),
                    Storing.PENDING,
                    tx.now(),
                    tx.now(),
                    tx.now(),
                    null,
                    null);
            return store.rows().insert(tx, row);
        });
    }

    private Recording now(Recording recording) {
        return store.rows().find(recording.id()).orElseThrow();
    }

    private List<Activeflow> followers(Recording recording) {
        return activeflowRows.all(activeflowRows.table().is("reference_activeflow_id", recording.activeflowId()));
    }

    private Activeflow follower(Recording recording) {
        assertThat(followers(recording)).hasSize(1);
        return followers(recording).getFirst();
    }

    private List<String> told(Position before) {
        return purses.db.outbox().after(before, 100).stream()
                .filter(event -> event.type().equals("recording_failed"))
                .map(Event::tree)
                .map(tree -> tree.path("reason").asString())
                .toList();
    }

    /** Cannot be reached so many times. */
    private static final class Moody implements ObjectStore {

        private final ObjectStore behind;
        private int failures;

        Moody(ObjectStore behind) {
            this.behind = behind;
        }

        @Override
        public long put(Id<StorageFile> id, InputStream content) throws IOException {
            if (failures > 0) {
                failures--;
                throw new IOException("not now");
            }
            return behind.put(id, content);
        }

        @Override
        public InputStream open(Id<StorageFile> id, long offset) throws IOException {
            return behind.open(id, offset);
        }

        @Override
        public void delete(Id<StorageFile> id) throws IOException {
            behind.delete(id);
        }

        @Override
        public List<Id<StorageFile>> all() throws IOException {
            return behind.all();
        }
    }
}
