package voipbin.platform.edge;

import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/** What the host of a Request-URI means (SIP identities §1). */
sealed interface Domain {

    /** The phones of a customer. */
    record Registrar(Id<Customer> customer) implements Domain {}

    /** A telephone system of a customer. */
    record Trunk(String domainName) implements Domain {}

    /** Anybody, who wants a virtual number or a direct hash. */
    record Public() implements Domain {}

    /** Anybody, who wants a conference. */
    record Conference() implements Domain {}

    /** A carrier; whether it is one is told by its address. */
    record Pstn() implements Domain {}

    /** No name, only where this server is. */
    record Bare() implements Domain {}

    /** Somebody else's. */
    record Foreign() implements Domain {}
}
