package voipbin.platform.flow;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import voipbin.base.Id;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.customer.Customer;

/** Flows and activeflows on a real database, and a call that remembers. */
final class Furnished implements AutoCloseable {

    /** A Monday. */
    static final Instant NOW = Instant.parse("2026-03-02T17:30:00Z");

    final Db db = TestDatabase.open();
    final Store<Activeflow> store =
            new Store<>(db, Table.of("activeflows", Activeflow.class), new Noun("activeflow", Visibility.CUSTOMER));
    final Store<Flow> flowStore = new Store<>(db, Table.of("flows", Flow.class), new Noun("flow", Visibility.INTERNAL));
    final Flows flows = new Flows(flowStore);
    final Activeflows activeflows = new Activeflows(db, store, flows, Clock.fixed(NOW, ZoneOffset.UTC));
    final Heard call = new Heard();
    final Id<Customer> customer = Id.random();

    Activeflow run(Action... actions) {
        Activeflow created = create(actions);
        start(created);
        call.over.orTimeout(20, SECONDS).join();
        return found(created.id());
    }

    void start(Activeflow created) {
        activeflows.start(created.id(), flowOf(created).actions(), call);
    }

    Activeflow create(Action... actions) {
        return create(Id.nil(), Map.of(), actions);
    }

    Activeflow create(Id<Flow> onComplete, Map<String, String> variables, Action... actions) {
        return db.write(tx -> {
            Flow flow = flows.temporary(tx, customer, List.of(actions));
            Flow chained = flowStore.update(tx, flow.id(), new Chained(onComplete));
            return activeflows.create(tx, chained, Id.random(), variables);
        });
    }

    record Chained(Id<Flow> onCompleteFlowId) {}

    Flow flow(Action... actions) {
        return db.write(tx -> flows.temporary(tx, customer, List.of(actions)));
    }

    Activeflow found(Id<Activeflow> id) {
        return store.find(id).orElseThrow();
    }

    Flow flowOf(Activeflow activeflow) {
        return db.read(tx -> flows.own(tx, activeflow.customerId(), activeflow.flowId()));
    }

    static Action talk(String text) {
        return action("talk", Map.of("text", text, "language", "en-US"));
    }

    static Action action(String type, Map<String, Object> option) {
        return new Action(Id.random(), Id.nil(), type, option, null);
    }

    @Override
    public void close() {
        db.close();
    }
}
