package voipbin.platform.registrar;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import voipbin.platform.extension.Extension;
import voipbin.sip.registrar.Binding;
import voipbin.sip.registrar.Bindings;
import voipbin.sip.transport.Flows;

/** Which phones are registered now. */
public final class Registrations {

    private static final Comparator<Binding> LATEST_FIRST =
            Comparator.comparing(Binding::expires).reversed().thenComparing(Binding::regId);

    private final Bindings bindings;
    private final SipDomains domains;
    private final Clock clock;
    private final Flows flows;

    Registrations(Bindings bindings, SipDomains domains, Clock clock, Flows flows) {
        this.bindings = bindings;
        this.domains = domains;
        this.clock = clock;
        this.flows = flows;
    }

    /**
     * The phones on which this extension can be reached, each with its ways: not those whose connection has gone, and
     * the one first that it has registered over last. A request takes the next only when one has failed as a way (RFC
     * 5626, 7).
     */
    public List<List<Binding>> of(Extension extension) {
        Instant now = clock.instant();
        return byDevice(bindings.of(domains.addressOfRecord(extension.customerId(), extension.extension())).stream()
                .filter(binding -> binding.expires().isAfter(now))
                .filter(binding -> flows.isOpen(binding.flow()))
                .toList());
    }

    static List<List<Binding>> byDevice(List<Binding> open) {
        List<List<Binding>> devices = new ArrayList<>();
        for (Binding binding : open) {
            devices.stream()
                    .filter(ways -> ways.getFirst().isSameDevice(binding))
                    .findFirst()
                    .ifPresentOrElse(ways -> ways.add(binding), () -> devices.add(new ArrayList<>(List.of(binding))));
        }
        devices.forEach(ways -> ways.sort(LATEST_FIRST));
        return devices;
    }
}
