package voipbin.platform.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.media.MediaConfig;
import voipbin.media.MediaEngine;
import voipbin.media.MediaSession;
import voipbin.media.Opening;
import voipbin.media.record.TapeDeck;
import voipbin.platform.address.Address;
import voipbin.platform.billing.Purses;
import voipbin.platform.call.Call;
import voipbin.platform.call.RecordedCalls;
import voipbin.platform.call.SampleCalls;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Activeflows;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Flows;
import voipbin.platform.flow.RecordingPort;
import voipbin.platform.storage.LocalObjects;
import voipbin.platform.storage.SignedUrls;
import voipbin.platform.storage.StorageModule;
import voipbin.platform.usage.RecordingMinutes;

/** Who stops a recording, and when. */
class StoppingTest {

    private static final RecordingPort.Wish WISH = new RecordingPort.Wish("wav", 0, "none", 0, Id.nil());

    private final Purses purses = new Purses();
    private final MediaEngine engine;
    private final Recordings recordings;
    private final RecordingStore store;
    private final Id<Call> call;
    private Thread stopping = new Thread();
    private boolean hasty;

    StoppingTest(@TempDir Path folder) throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        engine = MediaEngine.start(new MediaConfig(here, 25_000, 25_999, 1), new Counters());
        Flows flows =
                new Flows(new Store<>(purses.db, Table.of("flows", Flow.class), new Noun("flow", Visibility.INTERNAL)));
        Activeflows activeflows = new Activeflows(
                purses.db,
                new Store<>(
                        purses.db,
                        Table.of("activeflows", Activeflow.class),
                        new Noun("activeflow", Visibility.CUSTOMER)),
                flows,
                purses.time);
        RecordedCalls calls = RecordedCalls.of(purses.db);
        store = new RecordingStore(
                new Store<>(
                        purses.db, Table.of("recordings", Recording.class), new Noun("recording", Visibility.NOBODY)),
                new RecordingStore.Neighbours(calls, flows, new RecordingMinutes(purses.module.charges())));
        StorageModule storage = StorageModule.of(
                purses.db,
                purses.customers,
                new LocalObjects(folder.resolve("files")),
                new SignedUrls(new byte[32], "http://here"),
                purses.time);
        RecordingFiles files = new RecordingFiles(folder.resolve("tapes"), storage.files());
        TapeDeck deck = TapeDeck.start(folder.resolve("tapes"), new Counters());
        recordings = new Recordings(
                store,
                files,
                new Keeping(store, files, activeflows, new Keeping.Works(purses.time, Runnable::run)),
                new Recordings.House(_ -> media(), activeflows, deck));
        call = talking(calls);
    }

    private Id<Call> talking(RecordedCalls calls) {
        record Answered(Call.Status status) {}
        Id<Call> id = calls.rows()
                .insert(SampleCalls.of(
                        purses.customer(), Call.Direction.OUTGOING, Address.NONE, Address.of("sip", "a@b", "")))
                .id();
        calls.rows().update(id, new Answered(Call.Status.PROGRESSING));
        return id;
    }

    @AfterEach
    void close() {
        engine.close();
        recordings.close();
        purses.close();
    }

    private Optional<MediaSession> media() {
        if (hasty) {
            stopMeanwhile();
        }
        return engine.open(InetAddress.getLoopbackAddress()) instanceof Opening.Opened(MediaSession session)
                ? Optional.of(session)
                : Optional.empty();
    }

    /** The row says that it is recorded, and nothing is yet. */
    private void stopMeanwhile() {
        stopping = Thread.ofPlatform().start(() -> recordings.stop(call));
        try {
            stopping.join(300);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void oneThatIsOnlyJustBeginningEndsWhenItIsStopped() throws Exception {
        hasty = true;
        Recording begun = begun();
        stopping.join(20_000);
        assertThat(store.rows().find(begun.id()).orElseThrow().status()).isEqualTo(Recording.Status.ENDED);
        assertThat(store.calls().find(call).orElseThrow().recordingId().isNil()).isTrue();
    }

    @Test
    void anEndThatCannotBeWrittenNowIsWrittenLaterWithTheTimeThatItHad() throws Exception {
        Recording begun = begun();
        rename("recordings", "recordings_away");
        Instant then = purses.time.instant();
        recordings.stop(call);
        purses.time.advance(Duration.ofMinutes(5));
        rename("recordings_away", "recordings");

        Recording ended = begun;
        for (int i = 0; i < 400 && ended.status() != Recording.Status.ENDED; i++) {
            Thread.sleep(50);
            ended = store.rows().find(begun.id()).orElseThrow();
        }
        assertThat(ended.status()).isEqualTo(Recording.Status.ENDED);
        assertThat(ended.tmEnd()).isEqualTo(then);
        assertThat(store.calls().find(call).orElseThrow().recordingId().isNil()).isTrue();
    }

    private Recording begun() throws Exception {
        purses.fill(store.calls().find(call).orElseThrow().customerId(), 100, 0);
        return CompletableFuture.supplyAsync(() -> recordings.begin(call, WISH)).get(20, TimeUnit.SECONDS);
    }

    private void rename(String from, String to) {
        purses.db.write(tx -> tx.jooq().execute("alter table " + from + " rename to " + to));
    }
}
