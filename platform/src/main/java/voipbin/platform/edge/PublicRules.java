package voipbin.platform.edge;

import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.agent.Agent;
import voipbin.platform.customer.Customer;
import voipbin.platform.direct.Direct;
import voipbin.platform.extension.Extension;
import voipbin.platform.flow.Flow;
import voipbin.platform.number.Number;

/** What anybody may call: numbers and direct hashes (SIP identities §3). */
final class PublicRules {

    private static final String DIRECT = "direct.";

    private final Directory directory;

    PublicRules(Directory directory) {
        this.directory = directory;
    }

    Outcome match(Ringing ringing) {
        return ringing.user().startsWith(DIRECT) ? direct(ringing) : number(ringing);
    }

    /** The same for carriers, who know numbers only. */
    Outcome number(Ringing ringing) {
        Optional<Number> number = E164.of(ringing.user()).flatMap(directory.numbers()::active);
        if (number.isEmpty() || number.get().callFlowId().isNil()) {
            return Outcome.NOT_FOUND;
        }
        Address destination = Address.of(Address.TEL, number.get().number(), "");
        Id<Flow> flow = number.get().callFlowId().as();
        return new Outcome.Matched(
                number.get().customerId(),
                ringing.sourceAsTel(),
                destination,
                Optional.of(flow),
                java.util.List.of(),
                number.get().metadata().rtpDebug());
    }

    private Outcome direct(Ringing ringing) {
        return directory
                .directs()
                .byHash(ringing.user())
                .map(direct -> resource(ringing, direct))
                .orElse(Outcome.NOT_FOUND);
    }

    /** The one place that says which resources can be reached so. */
    private Outcome resource(Ringing ringing, Direct direct) {
        Id<Customer> customer = direct.customerId();
        Address source = ringing.sourceAsTel();
        return switch (direct.resourceType()) {
            case EXTENSION ->
                extension(customer, direct.id().as())
                        .<Outcome>map(found -> connect(customer, source, found))
                        .orElse(Outcome.NOT_FOUND);
            case AGENT ->
                agent(customer, direct.id().as())
                        .<Outcome>map(found -> connect(customer, source, found))
                        .orElse(Outcome.NOT_FOUND);
            case FLOW ->
                Outcome.Matched.running(
                        customer,
                        source,
                        Address.of(Address.TEL, direct.id().toString(), ""),
                        direct.id().as());
            case CONFERENCE, AI, AI_TEAM, QUEUE -> Outcome.NOT_IMPLEMENTED;
            case WEBCHAT_WIDGET -> Outcome.NOT_FOUND;
        };
    }

    private static Outcome connect(Id<Customer> customer, Address source, Address destination) {
        return Outcome.Matched.doing(customer, source, destination, Connects.to(source, destination));
    }

    Optional<Address> extension(Id<Customer> customer, Id<Extension> id) {
        return directory.extensions().own(customer, id).map(PublicRules::address);
    }

    static Address address(Extension extension) {
        return Address.of(Address.EXTENSION, extension.id().toString(), extension.extension());
    }

    Optional<Address> agent(Id<Customer> customer, Id<Agent> id) {
        return directory
                .agents()
                .live(id)
                .filter(agent -> agent.customerId().equals(customer))
                .map(agent -> Address.of(Address.AGENT, agent.id().toString(), agent.name()));
    }
}
