package voipbin.platform.number;

import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;

/** Who pays for numbers. */
@FunctionalInterface
public interface Rent {

    /** Where nothing costs anything. */
    Rent FREE = (tx, number) -> true;

    /** Charges a month of a normal number; false when its customer cannot pay. */
    boolean pay(Tx tx, Number number);

    /** @throws voipbin.base.Problem 402 when the customer could not pay for a new one */
    default void requireAffordable(Tx tx, Id<Customer> customer) {}

    /** Charges a number that has just been bought. */
    default void payFirst(Tx tx, Number number) {}
}
