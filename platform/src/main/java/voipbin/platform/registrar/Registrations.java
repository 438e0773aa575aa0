package voipbin.platform.registrar;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import voipbin.platform.extension.Extension;
import voipbin.sip.registrar.Binding;
import voipbin.sip.registrar.Bindings;
import voipbin.sip.transport.Flows;

/** Which phones are registered now. */
public final class Registrations {

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

    /** The phones on which this extension can be reached: not those whose connection has gone. */
    public List<Binding> of(Extension extension) {
        Instant now = clock.instant();
        return bindings.of(domains.addressOfRecord(extension.customerId(), extension.extension())).stream()
                .filter(binding -> binding.expires().isAfter(now))
                .filter(binding -> flows.isOpen(binding.flow()))
                .toList();
    }
}
