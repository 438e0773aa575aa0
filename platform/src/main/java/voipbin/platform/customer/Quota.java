package voipbin.platform.customer;

import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Tx;

/** How many of a kind a customer may have, by its plan (accounts §6.3). */
@FunctionalInterface
public interface Quota {

    /** What plans count. */
    enum Kind {
        AGENT,
        EXTENSION,
        QUEUE,
        CONFERENCE,
        TRUNK,
        VIRTUAL_NUMBER
    }

    /** No limits at all. */
    Quota UNLIMITED = (tx, customer, kind, count) -> {};

    /**
     * Lets one more be made.
     *
     * @param count how many live ones there are
     * @throws Problem 429 {@code RESOURCE_LIMIT_EXCEEDED}
     */
    void admit(Tx tx, Id<Customer> customer, Kind kind, long count);
}
