package voipbin.platform.number;

import voipbin.kit.sql.Tx;

/** Who pays for numbers. */
@FunctionalInterface
public interface Rent {

    /** Where nothing costs anything. */
    Rent FREE = (tx, number) -> true;

    /** Charges a month of a normal number; false when its customer cannot pay. */
    boolean pay(Tx tx, Number number);
}
