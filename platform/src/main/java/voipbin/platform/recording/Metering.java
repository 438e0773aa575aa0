package voipbin.platform.recording;

import java.time.Instant;
import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;

/** Who is told of recordings because they cost something; within the transactions that change them, nothing but SQL. */
public interface Metering {

    /** @throws voipbin.base.Problem 402 when the customer cannot pay for one */
    void requireAffordable(Tx tx, Id<Customer> customer);

    void started(Tx tx, Recording recording, Instant start);

    /** Told once, also of one that a crash cut off. */
    void finished(Tx tx, Recording recording, Instant end);
}
