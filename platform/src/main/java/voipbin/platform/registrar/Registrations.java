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

    /**
     * The phones on which this extension can be reached: not those whose connection has gone, and each by one of its
     * connections only, the one that it has registered over last (RFC 5626, 7).
     */
    public List<Binding> of(Extension extension) {
        Instant now = clock.instant();
        List<Binding> open =
                bindings.of(domains.addressOfRecord(extension.customerId(), extension.extension())).stream()
                        .filter(binding -> binding.expires().isAfter(now))
                        .filter(binding -> flows.isOpen(binding.flow()))
                        .toList();
        return eachOnce(open);
    }

    static List<Binding> eachOnce(List<Binding> open) {
        return open.stream()
                .filter(binding ->
                        open.stream().noneMatch(other -> binding.isSameDevice(other) && isLater(other, binding)))
                .toList();
    }

    private static boolean isLater(Binding one, Binding other) {
        int byTime = one.expires().compareTo(other.expires());
        return byTime > 0 || byTime == 0 && one.regId() < other.regId();
    }
}
