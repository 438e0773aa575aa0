package voipbin.platform.flow;

import voipbin.kit.sql.Tx;

/** Told of the end of flows within the transaction that ends them; does nothing but SQL. */
@FunctionalInterface
public interface FlowListener {

    /** The flow is deleted: who names it names nobody from now on. */
    void deleted(Tx tx, Flow flow);
}
