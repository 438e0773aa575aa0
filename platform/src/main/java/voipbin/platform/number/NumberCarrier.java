package voipbin.platform.number;

import java.util.List;

/** A company that sells telephone numbers, with an account to buy them in. Blocks; not within a transaction. */
public interface NumberCarrier {

    /** How its numbers are marked, e.g. {@code telnyx}. */
    String name();

    /**
     * Numbers that can be had.
     *
     * @param country ISO 3166 alpha-2 in upper case
     * @throws voipbin.base.Problem 503 when the carrier does not say
     */
    List<Number.Available> available(String country, int count);

    /**
     * Buys one, for the account's money.
     *
     * @throws voipbin.base.Problem 409 when it cannot be had any more, 503 when the carrier does not do it
     */
    Purchase buy(String number);

    /** Gives one back; one that is not there any more is given back already. */
    void release(String number, String reference);

    /** @param reference by which the carrier knows the number */
    record Purchase(String reference, boolean t38Enabled, boolean emergencyEnabled) {}
}
