package voipbin.sip.registrar;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Bindings that live as long as the process. Safe for all threads. */
public final class MemoryBindings implements Bindings {

    private final ConcurrentMap<String, List<Binding>> byAor = new ConcurrentHashMap<>();

    @Override
    public List<Binding> of(String aor) {
        return byAor.getOrDefault(aor, List.of());
    }

    @Override
    public void replace(String aor, List<Binding> bindings) {
        if (bindings.isEmpty()) {
            byAor.remove(aor);
        } else {
            byAor.put(aor, List.copyOf(bindings));
        }
    }

    @Override
    public Optional<List<Binding>> known(String aor) {
        return Optional.of(of(aor));
    }

    @Override
    public boolean refresh(String aor, List<Binding> bindings) {
        replace(aor, bindings);
        return true;
    }
}
