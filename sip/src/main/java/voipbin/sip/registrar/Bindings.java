package voipbin.sip.registrar;

import java.util.List;
import java.util.Optional;

/**
 * Where bindings are kept. Called for one address of record at a time; {@link #of} and {@link #replace} on virtual
 * threads: they may block. The others may not.
 */
public interface Bindings {

    /** All bindings of this address of record; expired ones may still be among them. */
    List<Binding> of(String aor);

    /** Puts these in the place of all bindings of the address of record, durably. */
    void replace(String aor, List<Binding> bindings);

    /** As {@link #of} where that takes no waiting, e.g. from memory; empty if it would. */
    default Optional<List<Binding>> known(String aor) {
        return Optional.empty();
    }

    /**
     * As {@link #replace} where that takes no waiting, e.g. because what is durable already covers it; false, and
     * nothing done, if it would.
     */
    default boolean refresh(String aor, List<Binding> bindings) {
        return false;
    }

    /** What a device that supports GRUU is called alone; empty where that is not done. May not block. */
    default Optional<Gruu> gruu(Binding binding) {
        return Optional.empty();
    }
}
