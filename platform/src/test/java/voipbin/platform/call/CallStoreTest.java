package voipbin.platform.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.Status;

class CallStoreTest {

    private final Db db = TestDatabase.open();
    private final Store<Call> rows =
            new Store<>(db, Table.of("calls", Call.class), new Noun("call", Visibility.CUSTOMER));
    private final Call call = rows.insert(SampleCalls.of(Id.random(), Direction.OUTGOING, Address.NONE, Address.NONE));

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void listenersSeeEachChangeAsItIsStored() {
        List<Call> seen = new ArrayList<>();
        CallStore store = new CallStore(db, rows, CallOwners.NOBODY, List.of((_, changed) -> seen.add(changed)));
        store.change(call.id(), CallState.outgoing().to(Status.RINGING));
        Call answered = store.change(call.id(), CallState.outgoing().to(Status.PROGRESSING));
        assertThat(seen).extracting(Call::status).containsExactly(Status.RINGING, Status.PROGRESSING);
        assertThat(seen.getLast()).isEqualTo(answered);
        assertThat(answered.tmProgressing()).isNotNull();
    }

    @Test
    void aChangeStandsOrFallsWithWhatListenersWrite() {
        CallStore store = new CallStore(db, rows, CallOwners.NOBODY, List.of((_, _) -> {
            throw new IllegalStateException("no room in the ledger");
        }));
        CallState answered = CallState.outgoing().to(Status.PROGRESSING);
        assertThatThrownBy(() -> store.change(call.id(), answered)).hasMessageContaining("no room");
        assertThat(rows.find(call.id()).orElseThrow().status()).isEqualTo(Status.DIALING);
    }

    @Test
    void anEndThatCannotBeWrittenNowIsWrittenLaterWithTheTimeThatItHad() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        db.outbox().listen(event -> told.countDown());
        CallStore store = new CallStore(db, rows, CallOwners.NOBODY, List.of());
        rename("calls", "calls_away");
        Instant before = Instant.now();
        store.over(call.id(), CallState.outgoing().to(Status.HANGUP), Cause.NORMAL, Optional.empty());
        Instant after = Instant.now();
        rename("calls_away", "calls");

        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        Call over = rows.find(call.id()).orElseThrow();
        assertThat(over.status()).isEqualTo(Status.HANGUP);
        assertThat(over.tmHangup()).isBetween(before.truncatedTo(ChronoUnit.MILLIS), after);
    }

    private void rename(String from, String to) {
        db.write(tx -> tx.jooq().execute("alter table " + from + " rename to " + to));
    }
}
