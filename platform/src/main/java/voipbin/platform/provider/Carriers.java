package voipbin.platform.provider;

import java.util.List;
import java.util.Optional;

/** The carriers that providers can be set up at. */
public record Carriers(List<Carrier> all) {

    /** Where none can. */
    public static final Carriers NONE = new Carriers(List.of());

    Optional<Carrier> named(String name) {
        return all.stream().filter(carrier -> carrier.name().equals(name)).findFirst();
    }

    List<String> names() {
        return all.stream().map(Carrier::name).toList();
    }
}
