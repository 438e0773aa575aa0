package voipbin.platform.call;

import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.customer.Customer;

/** Whose an address is. */
@FunctionalInterface
public interface CallOwners {

    /** Nobody has an address. */
    CallOwners NOBODY = (_, _, _) -> Id.nil();

    /** The agent who has this address, or nil; within the transaction that makes the call, nothing but SQL. */
    Id<?> of(Tx tx, Id<Customer> customer, Address address);
}
