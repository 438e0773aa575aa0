package voipbin.platform.billing;

import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;

/** How much of what a customer's plan allows (accounts §6.3). Whoever creates such a thing asks here first. */
@FunctionalInterface
public interface Plans {

    /** What a plan limits. */
    enum Kind {
        EXTENSION,
        AGENT,
        QUEUE,
        CONFERENCE,
        TRUNK,
        VIRTUAL_NUMBER
    }

    /**
     * Lets a customer who has so many live ones have one more.
     *
     * @throws voipbin.base.Problem 429 {@code RESOURCE_LIMIT_EXCEEDED} if the plan allows no more than {@code count}
     */
    void admit(Tx tx, Id<Customer> customer, Kind kind, long count);
}
