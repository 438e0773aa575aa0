package voipbin.platform.customer;

import voipbin.kit.sql.Tx;

/**
 * What happens to customers, told within the transaction that does it: what a listener changes there stands or falls
 * with it. It does nothing but SQL; the rest, such as hanging up, waits for {@link Tx#afterCommit}.
 */
public interface CustomerListener {

    /** The row is there, {@code initial} or {@code active}. */
    default void created(Tx tx, Customer customer) {}

    /** For thirty days nothing works but recovering. */
    default void frozen(Tx tx, Customer customer) {}

    default void recovered(Tx tx, Customer customer) {}

    /** For good: also when it was never verified. What the customer has goes too. */
    default void deleted(Tx tx, Customer customer) {}
}
