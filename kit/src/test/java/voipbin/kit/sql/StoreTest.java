package voipbin.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.ANYONE;
import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.auth.Caller;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.event.Visibility;
import voipbin.kit.json.Json;
import voipbin.kit.page.Page;
import voipbin.kit.page.PageAsk;

class StoreTest {

    private final ManualTime time = new ManualTime();
    private final Db db = TestDatabase.open(time);
    private final Store<Sample> store = Sample.store(db);
    private final Caller admin = new Caller(Caller.Kind.AGENT, Id.random(), Id.random(), CUSTOMER_ADMIN);

    @AfterEach
    void close() {
        db.close();
    }

    private Sample create(String name) {
        return store.create(admin, ADMIN_OR_MANAGER, new Sample.Draft(name, "d"));
    }

    private List<Event> events() {
        return db.outbox().after(Position.START, 1000);
    }

    @Test
    void aDraftIsFilledUpWithZeros() {
        Sample made = create("one");
        assertThat(made.customerId()).isEqualTo(admin.customerId());
        assertThat(made.tmCreate()).isEqualTo(time.instant());
        assertThat(made.mood()).isEqualTo(Sample.Mood.UNKNOWN);
        assertThat(made.tagIds()).isEmpty();
        assertThat(made.source()).isEqualTo(new Sample.Address("", ""));
        assertThat(made.tmUpdate()).isNull();
        assertThat(store.find(made.id())).contains(made);
    }

    @Test
    void everyChangeHasItsEventInOrderAndWithoutSecrets() {
        record Secret(String password) {}
        Sample made = create("one");
        store.update(made.id(), new Secret("s3cret"));
        store.update(made.id(), new Sample.Name("two"), "sample_renamed");
        Sample last = store.delete(admin, ADMIN_OR_MANAGER, made.id());
        store.remove(made.id());

        assertThat(events())
                .extracting(Event::type)
                .containsExactly("sample_created", "sample_updated", "sample_renamed", "sample_deleted");
        assertThat(events())
                .extracting(Event::visibility)
                .containsExactly(Visibility.CUSTOMER, Visibility.INTERNAL, Visibility.CUSTOMER, Visibility.CUSTOMER);
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.customerId()).isEqualTo(admin.customerId());
            assertThat(event.data()).doesNotContain("s3cret");
            assertThat(event.tree().path("id").asString()).isEqualTo(made.id().toString());
        });
        assertThat(events().getLast().tree()).isEqualTo(Json.tree(last));
        assertThat(store.find(made.id()).orElseThrow().password()).isEqualTo("s3cret");
    }

    @Test
    void aRolledBackChangeHasNoEvent() {
        assertThatThrownBy(() -> db.write(tx -> {
                    store.remove(tx, create(tx).id());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(events()).isEmpty();
        assertThat(store.count(DSL.noCondition())).isZero();
    }

    private Sample create(Tx tx) {
        return store.insert(tx, Json.read("{\"id\":\"" + Id.random() + "\"}", Sample.class));
    }

    @Test
    void anUpdateTouchesOnlyWhatItNames() {
        Sample made = create("one");
        time.advance(Duration.ofSeconds(1));
        Sample renamed = store.update(made.id(), new Sample.Name("two"));
        assertThat(renamed.name()).isEqualTo("two");
        assertThat(renamed.detail()).isEqualTo("d");
        assertThat(renamed.tmUpdate()).isEqualTo(time.instant());
        assertThat(renamed.tmCreate()).isEqualTo(made.tmCreate());
        assertThatThrownBy(() -> store.update(Id.random(), new Sample.Name("x")))
                .hasFieldOrPropertyWithValue("reason", "SAMPLE_NOT_FOUND");
    }

    @Test
    void pagingSeesEachOf300RowsOfOneMicrosecondOnce() {
        HashSet<Id<Sample>> made = new HashSet<>();
        db.write(tx -> {
            for (int i = 0; i < 300; i++) {
                Sample row = create(tx);
                made.add(row.id());
            }
            return made;
        });
        List<Id<Sample>> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String token = "";
        do {
            Page<Sample> page = store.page(PageAsk.of(77, 100, token), DSL.noCondition());
            page.result().forEach(row -> seen.add(row.id()));
            sizes.add(page.result().size());
            token = page.nextPageToken();
        } while (!token.isEmpty());
        assertThat(sizes).containsExactly(77, 77, 77, 69, 0);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void aPlainTimeIsATokenToo() {
        create("old");
        time.advance(Duration.ofSeconds(1));
        Instant later = time.instant();
        create("new");
        assertThat(store.list(admin, ANYONE, PageAsk.of(10, 100, "2026-01-01T00:00:01.000000Z"))
                        .result())
                .extracting(Sample::name)
                .containsExactly("old");
        assertThat(later).isEqualTo("2026-01-01T00:00:01Z");
        assertThat(store.list(admin, ANYONE, PageAsk.FIRST).result())
                .extracting(Sample::name)
                .containsExactly("new", "old");
    }

    @Test
    void listsAreForcedToTheOwnCustomersLiveRows() {
        Sample made = create("one");
        create("two");
        store.delete(admin, ADMIN_OR_MANAGER, made.id());
        Caller other = new Caller(Caller.Kind.AGENT, Id.random(), Id.random(), CUSTOMER_ADMIN);
        store.create(other, ADMIN_OR_MANAGER, new Sample.Draft("theirs", ""));
        assertThat(store.list(admin, ADMIN_OR_MANAGER, PageAsk.FIRST).result())
                .extracting(Sample::name)
                .containsExactly("two");
        assertThat(store.list(
                                admin,
                                ADMIN_OR_MANAGER,
                                PageAsk.FIRST,
                                store.table().is("name", "x"))
                        .nextPageToken())
                .isEmpty();
    }

    @Test
    void aDeletedOneIsAnsweredAsItsNounSays() {
        for (Noun.Deleted answer : Noun.Deleted.values()) {
            Store<Sample> other = new Store<>(db, store.table(), Sample.NOUN.deleted(answer));
            Sample gone = store.delete(admin, ANYONE, create("x").id());
            String reason = answer == Noun.Deleted.CONFLICT ? "STATE_INVALID" : "RESOURCE_NOT_FOUND";
            if (answer == Noun.Deleted.SHOWN) {
                assertThat(other.get(admin, ANYONE, gone.id())).isEqualTo(gone);
            } else {
                assertThatThrownBy(() -> other.get(admin, ANYONE, gone.id()))
                        .hasFieldOrPropertyWithValue("reason", reason);
            }
            assertThatThrownBy(() -> other.edit(admin, ANYONE, gone.id(), new Sample.Name("y")))
                    .hasFieldOrPropertyWithValue("reason", reason);
        }
    }
}
