package voipbin.sip.registrar;

import java.util.List;

/** Where bindings are kept. Called on virtual threads, for one address of record at a time: may block. */
public interface Bindings {

    /** All bindings of this address of record; expired ones may still be among them. */
    List<Binding> of(String aor);

    /** Puts these in the place of all bindings of the address of record, durably. */
    void replace(String aor, List<Binding> bindings);
}
