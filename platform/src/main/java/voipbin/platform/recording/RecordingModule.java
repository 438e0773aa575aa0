package voipbin.platform.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import voipbin.base.Counters;
import voipbin.base.Timers;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.media.record.TapeDeck;
import voipbin.platform.call.Calls;
import voipbin.platform.call.RecordedCalls;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.flow.Activeflows;
import voipbin.platform.flow.Flows;
import voipbin.platform.storage.SignedUrls;
import voipbin.platform.storage.StorageFiles;

/** Builds the package. */
public record RecordingModule(Recordings recordings, CustomerListener customerListener, List<Route> routes) {

    /** What is recorded, what follows, and who is paid. */
    public record Books(Db db, Calls calls, Flows flows, Activeflows activeflows, Metering metering) {}

    /**
     * Where files go.
     *
     * @param folder for those that grow
     */
    public record Shelf(Path folder, StorageFiles storage, SignedUrls urls) {}

    /** What time is told by, and counted with. */
    public record Works(Clock clock, Timers timers, Counters counters) {}

    /** @throws UncheckedIOException when the folder cannot be made */
    public static RecordingModule of(Books books, Shelf shelf, Works works) {
        // nothing is told of a row but what these two say (calls §4.4)
        Noun noun = new Noun("recording", Visibility.NOBODY).except("recording_started", "recording_finished");
        RecordingStore store = new RecordingStore(
                new Store<>(books.db(), Table.of("recordings", Recording.class), noun),
                new RecordingStore.Neighbours(RecordedCalls.of(books.db()), books.flows(), books.metering()));
        RecordingFiles files = new RecordingFiles(shelf.folder(), shelf.storage());
        Keeping keeping = new Keeping(
                store, files, books.activeflows(), new Keeping.Works(works.timers(), Thread::startVirtualThread));
        Recordings recordings = new Recordings(
                store,
                files,
                keeping,
                new Recordings.House(books.calls()::mediaOf, books.activeflows(), deck(shelf, works)));
        RecordingApi api =
                new RecordingApi(store, recordings, files, shelf.urls().at(RecordingApi.DOWNLOADS), works.clock());
        return new RecordingModule(recordings, CustomerListener.removing(store.rows()), api.routes());
    }

    private static TapeDeck deck(Shelf shelf, Works works) {
        try {
            return TapeDeck.start(shelf.folder(), works.counters());
        } catch (IOException refused) {
            throw new UncheckedIOException("the folder for recordings cannot be used", refused);
        }
    }
}
