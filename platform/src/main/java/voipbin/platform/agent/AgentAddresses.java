package voipbin.platform.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Lookup;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.customer.Customer;
import voipbin.platform.extension.Extension;
import voipbin.platform.extension.Extensions;

/** Where agents ring: an address belongs to one live agent of a customer (accounts §3.3). */
public final class AgentAddresses {

    private record Owned(Id<Customer> customerId, String type, String target, Id<Agent> agentId) {}

    private static final Table<Owned> TABLE = Table.of("agent_addresses", Owned.class);

    private static final Lookup<Owned> PLACE =
            TABLE.lookup("where customer_id = ? and type = ? and target = ?", "customer_id", "type", "target");

    private final Extensions extensions;

    public AgentAddresses(Extensions extensions) {
        this.extensions = extensions;
    }

    /**
     * Gives an agent these addresses in place of its old ones; returns them as they are stored.
     *
     * @throws Problem 400, or 409 {@code ADDRESS_ALREADY_ASSIGNED}
     */
    List<Address> replace(Tx tx, Id<Customer> customer, Id<Agent> agent, List<Address> wanted) {
        release(tx, agent);
        Set<String> seen = new LinkedHashSet<>();
        List<Address> given = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Address address = checked(tx, customer, wanted.get(i), "addresses[" + i + "]");
            if (seen.add(address.type() + ' ' + address.target())) {
                claim(tx, new Owned(customer, address.type(), address.target(), agent));
                given.add(address);
            }
        }
        return given;
    }

    /** The agent is gone, its addresses are free. */
    void release(Tx tx, Id<Agent> agent) {
        tx.jooq()
                .deleteFrom(DSL.table(DSL.name(TABLE.name())))
                .where(TABLE.is("agent_id", agent))
                .execute();
    }

    /** Whose address this is: the owner of a call from or to it. */
    public Optional<Id<Agent>> owner(Tx tx, Id<Customer> customer, Address address) {
        return PLACE.first(tx, customer, address.type(), address.target()).map(Owned::agentId);
    }

    private void claim(Tx tx, Owned owned) {
        boolean taken = tx.jooq()
                .fetchExists(
                        DSL.table(DSL.name(TABLE.name())), place(owned.customerId(), owned.type(), owned.target()));
        if (taken) {
            throw new Problem(
                    Problem.Status.ALREADY_EXISTS,
                    "ADDRESS_ALREADY_ASSIGNED",
                    "addresses: " + owned.type() + " " + owned.target() + " is another agent's");
        }
        tx.jooq()
                .insertInto(DSL.table(DSL.name(TABLE.name())))
                .set(TABLE.column("customer_id"), owned.customerId())
                .set(TABLE.column("type"), owned.type())
                .set(TABLE.column("target"), owned.target())
                .set(TABLE.column("agent_id"), owned.agentId())
                .execute();
    }

    private Address checked(Tx tx, Id<Customer> customer, Address wanted, String place) {
        Address address = wanted.normalized();
        return switch (address.type()) {
            case Address.EXTENSION -> {
                Extension extension = Id.<Extension>parse(address.target())
                        .flatMap(id -> extensions.own(tx, customer, id))
                        .orElseThrow(() -> Problem.invalid(place + ".target", "must be the id of an own extension"));
                yield new Address(
                        address.type(),
                        extension.id().toString(),
                        extension.extension(),
                        address.name(),
                        address.detail());
            }
            case Address.TEL, Address.SIP -> {
                if (address.target().isBlank()) {
                    throw Problem.invalid(place + ".target", "must not be empty");
                }
                yield address;
            }
            default -> throw Problem.invalid(place + ".type", "must be extension, tel or sip");
        };
    }

    private static Condition place(Id<Customer> customer, String type, String target) {
        return TABLE.is("customer_id", customer).and(TABLE.is("type", type)).and(TABLE.is("target", target));
    }
}
