package voipbin.platform.number;

import voipbin.base.Id;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.FlowListener;

/** A number whose flow is deleted has none. */
public final class FlowsOfNumbers implements FlowListener {

    private record CallFlow(Id<?> callFlowId) {}

    private record MessageFlow(Id<?> messageFlowId) {}

    private final Store<Number> store;

    public FlowsOfNumbers(Store<Number> store) {
        this.store = store;
    }

    @Override
    public void deleted(Tx tx, Flow flow) {
        clear(tx, flow, "call_flow_id", new CallFlow(Id.nil()));
        clear(tx, flow, "message_flow_id", new MessageFlow(Id.nil()));
    }

    private void clear(Tx tx, Flow flow, String column, Record none) {
        store.all(tx, store.table().is(column, flow.id()).and(store.table().live()))
                .forEach(number -> store.update(tx, number.id(), none));
    }
}
