package voipbin.platform.registrar;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;
import voipbin.platform.extension.Extension;
import voipbin.sip.message.SipUri;
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
    private final Gruus gruus;

    Registrations(Bindings bindings, SipDomains domains, RegistrarModule.Works works, Gruus gruus) {
        this.gruus = gruus;
        this.bindings = bindings;
        this.domains = domains;
        this.clock = works.clock();
        this.flows = works.flows();
    }

    /**
     * The phones on which this extension can be reached, each with its ways: not those whose connection has gone, and
     * the one first that it has registered over last. A request takes the next only when one has failed as a way (RFC
     * 5626, 7).
     */
    public List<List<Binding>> of(Extension extension) {
        return byDevice(open(domains.addressOfRecord(extension.customerId(), extension.extension())));
    }

    /**
     * The one phone that a URI of a customer's registrar means (RFC 5627), with its ways; empty if it means none in
     * particular. None if that phone is not there.
     */
    public Optional<List<List<Binding>>> named(Id<Customer> customer, SipUri uri) {
        return Optional.of(uri)
                .filter(one -> domains.customerOf(one.host()).equals(Optional.of(customer)))
                .flatMap(gruus::read)
                .map(meant ->
                        byDevice(open(meant.aor()).stream().filter(meant::fits).toList()));
    }

    private List<Binding> open(String aor) {
        Instant now = clock.instant();
        return bindings.of(aor).stream()
                .filter(binding -> binding.expires().isAfter(now))
                .filter(binding -> flows.isOpen(binding.flow()))
                .toList();
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
