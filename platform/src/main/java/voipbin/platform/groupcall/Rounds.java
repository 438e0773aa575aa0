package voipbin.platform.groupcall;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import voipbin.kit.sql.Tx;

/** Whom a linear group rings one after another. */
@FunctionalInterface
public interface Rounds {

    /** One round is all. */
    Rounds NONE = _ -> Optional.empty();

    /**
     * Finds out whom this destination means now; may ask the database, but not within a transaction.
     *
     * @return who is rung, said within the transaction that stores them; empty when there is no such destination
     */
    Optional<Function<Tx, List<Party>>> round(int index);
}
