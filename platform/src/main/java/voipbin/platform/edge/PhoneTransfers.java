package voipbin.platform.edge;

import java.util.Locale;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.call.TransferRules;
import voipbin.platform.extension.Extension;
import voipbin.platform.registrar.SipDomains;
import voipbin.sip.message.Hosts;
import voipbin.sip.message.OtherUri;
import voipbin.sip.message.SipUri;
import voipbin.sip.message.Uri;

/** A customer's phones may hand their calls to whom they might call themselves; nobody else may. */
final class PhoneTransfers implements TransferRules {

    private final Directory directory;
    private final RegistrarRules rules;
    private final SipDomains domains;

    PhoneTransfers(Directory directory, RegistrarRules rules, SipDomains domains) {
        this.directory = directory;
        this.rules = rules;
        this.domains = domains;
    }

    @Override
    public boolean mayTransfer(Call call) {
        return phone(call).isPresent();
    }

    /** Whose phone is at the far end: it has called with its password, or was rung as a registered device. */
    private Optional<Extension> phone(Call call) {
        return switch (call.direction()) {
            case INCOMING ->
                call.source().is(Address.EXTENSION)
                        ? Id.<Extension>parse(call.source().target())
                                .flatMap(id -> directory.extensions().own(call.customerId(), id))
                        : Optional.empty();
            case OUTGOING ->
                call.groupcallId().isNil()
                        ? Optional.empty()
                        : directory
                                .extensions()
                                .byDialName(
                                        call.customerId(), call.destination().targetName());
        };
    }

    @Override
    public Optional<Address> destination(Call referrer, Uri to) {
        String user = to.user().orElse("");
        int parameters = user.indexOf(';');
        return isOurs(referrer, to)
                ? rules.destination(referrer.customerId(), parameters < 0 ? user : user.substring(0, parameters))
                : Optional.empty();
    }

    /** What a phone dials goes to its own domain, or to where it knows us. */
    private boolean isOurs(Call referrer, Uri to) {
        return switch (to) {
            case OtherUri other -> other.scheme().equals("tel");
            case SipUri sip -> {
                String host = sip.host().toLowerCase(Locale.ROOT);
                yield host.equals(domains.registrar(referrer.customerId()))
                        || host.equals(domains.base())
                        || Hosts.literal(host).isPresent();
            }
        };
    }

    @Override
    public Address shown(Call call) {
        return phone(call)
                .map(PublicRules::address)
                .orElseGet(() -> call.direction() == Call.Direction.INCOMING ? call.source() : call.destination());
    }
}
