package voipbin.platform.agent;

import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;
import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Passwords;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.agent.Agent.RingMethod;
import voipbin.platform.agent.Agent.Status;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.customer.Quota;
import voipbin.platform.direct.Direct;
import voipbin.platform.direct.Directs;

/** What can be done with agents. Who may do it is asked before, by the routes and {@link AgentRules}. */
public final class Agents implements CustomerListener {

    /** Of events: a change of an agent is internal, except where it says otherwise. */
    public static final Noun NOUN =
            new Noun("agent", Visibility.CUSTOMER).except("agent_updated").deleted(Noun.Deleted.SHOWN);

    private final Store<Agent> store;
    private final Store<Agent> announced;
    private final AgentAddresses addresses;
    private final Directs directs;
    private final Quota quota;
    private final Passwords passwords;

    public Agents(Store<Agent> store, AgentAddresses addresses, Directs directs, Quota quota, Passwords passwords) {
        this.store = store;
        this.announced = new Store<>(store.db(), store.table(), new Noun("agent", Visibility.CUSTOMER));
        this.addresses = addresses;
        this.directs = directs;
        this.quota = quota;
        this.passwords = passwords;
    }

    /** The admin that each new customer gets: logs in with the customer's e-mail address. */
    public Agent createAdmin(Tx tx, Customer customer, String passwordHash) {
        return insert(tx, customer.id(), standard(customer, "default admin", CUSTOMER_ADMIN), passwordHash);
    }

    /** An operator of the platform, who may do everything with every customer. */
    public Agent createSuperAdmin(Tx tx, Customer customer, String passwordHash) {
        Agent.Draft draft = standard(customer, "operator", PROJECT_SUPER_ADMIN | CUSTOMER_ADMIN);
        return insert(tx, customer.id(), draft, passwordHash);
    }

    /** Whether the platform has an operator yet. */
    public boolean hasSuperAdmin() {
        return store.first(withBit(PROJECT_SUPER_ADMIN).and(store.table().live()))
                .isPresent();
    }

    private static Agent.Draft standard(Customer customer, String name, int permission) {
        return new Agent.Draft(customer.email(), "", name, "", RingMethod.RINGALL, permission, List.of(), List.of());
    }

    Agent create(Caller caller, Agent.Draft draft) {
        AgentRules.check(caller, draft);
        String hash = passwords.hash(draft.password());
        return store.db().write(tx -> {
            Id<Customer> customer = caller.customerId().as();
            quota.admit(tx, customer, Quota.Kind.AGENT, store.count(tx, liveOf(customer)));
            if (isTaken(tx, draft.username())) {
                throw new Problem(Problem.Status.ALREADY_EXISTS, "AGENT_ALREADY_EXISTS", "An agent has this username.");
            }
            return insert(tx, customer, draft, hash);
        });
    }

    private Agent insert(Tx tx, Id<Customer> customer, Agent.Draft draft, String passwordHash) {
        Id<Agent> id = Id.random();
        List<Address> rings = addresses.replace(tx, customer, id, draft.addresses());
        Agent agent = new Agent(
                id,
                customer,
                draft.username(),
                passwordHash,
                draft.name(),
                draft.detail(),
                draft.ringMethod(),
                Status.OFFLINE,
                draft.permission(),
                draft.tagIds(),
                rings,
                directs.create(tx, customer, Direct.ResourceType.AGENT, id),
                tx.now(),
                null,
                null);
        return store.insert(tx, agent);
    }

    /** The agent with this name and password; takes the same time for a name that nobody has. */
    public Optional<Agent> logIn(String username, String password) {
        Optional<Agent> agent = byUsername(username);
        if (agent.isEmpty()) {
            passwords.verifyNobody();
            return Optional.empty();
        }
        return agent.filter(found -> passwords.verify(password, found.passwordHash()));
    }

    /** Whether this is the agent's password. */
    public boolean hasPassword(Id<Agent> id, String password) {
        return live(id).filter(agent -> passwords.verify(password, agent.passwordHash()))
                .isPresent();
    }

    public Optional<Agent> byUsername(String username) {
        return store.first(
                store.table().is("username", username).and(store.table().live()));
    }

    public boolean isTaken(Tx tx, String username) {
        return store.first(
                        tx,
                        store.table().is("username", username).and(store.table().live()))
                .isPresent();
    }

    public Optional<Agent> byId(Tx tx, Id<Agent> id) {
        return store.find(tx, id).filter(agent -> agent.tmDelete() == null);
    }

    public Optional<Agent> live(Id<Agent> id) {
        return store.find(id).filter(agent -> agent.tmDelete() == null);
    }

    Agent edit(Id<Agent> id, Agent.Edit edit) {
        AgentRules.checkName(edit.name());
        return store.update(id, edit);
    }

    Agent setTags(Id<Agent> id, Agent.NewTags tags) {
        return store.update(id, tags);
    }

    Agent setAddresses(Id<Agent> id, List<Address> wanted) {
        return store.db().write(tx -> {
            Agent agent = byId(tx, id).orElseThrow(() -> Problem.notFound("agent"));
            return store.update(tx, id, new Agent.NewAddresses(addresses.replace(tx, agent.customerId(), id, wanted)));
        });
    }

    /** Sets the status, and tells the customer. */
    public Agent setStatus(Tx tx, Id<Agent> id, Status status) {
        return store.update(tx, id, new Agent.NewStatus(status), "agent_status_updated");
    }

    Agent setStatus(Id<Agent> id, Agent.NewStatus wanted) {
        if (wanted.status() == Status.NONE) {
            throw Problem.invalid("status", "must be available, away, busy, offline or ringing");
        }
        return store.db().write(tx -> setStatus(tx, id, wanted.status()));
    }

    Agent setPermission(Caller caller, Id<Agent> id, int permission) {
        return store.db().write(tx -> {
            Agent agent = byId(tx, id).orElseThrow(() -> Problem.notFound("agent"));
            AgentRules.requirePower(caller, agent);
            AgentRules.checkPermission(caller, permission);
            if ((permission & CUSTOMER_ADMIN) == 0 && isOnlyAdmin(tx, agent)) {
                throw Problem.invalid("permission", "the only admin of a customer must stay one");
            }
            return announced.update(tx, id, new Agent.NewPermission(permission));
        });
    }

    Agent setPassword(Id<Agent> id, String password) {
        if (password.isEmpty()) {
            throw Problem.invalid("password", "must not be empty");
        }
        String hash = passwords.hash(password);
        return store.db().write(tx -> setPassword(tx, id, hash));
    }

    /** @throws Problem 404; 400 for the guest agent, who has none */
    public Agent setPassword(Tx tx, Id<Agent> id, String passwordHash) {
        record Password(String passwordHash) {}
        if (AgentRules.isGuest(id)) {
            throw Problem.invalid("password", "the guest agent has none");
        }
        Agent agent = byId(tx, id).orElseThrow(() -> Problem.notFound("agent"));
        return store.update(tx, agent.id(), new Password(passwordHash));
    }

    Agent regenerateHash(Id<Agent> id) {
        record Regenerated(String directHash) {}
        return store.db().write(tx -> store.update(tx, id, new Regenerated(directs.regenerate(tx, id))));
    }

    Agent delete(Caller caller, Id<Agent> id) {
        return store.db().write(tx -> {
            Agent agent = byId(tx, id).orElseThrow(() -> Problem.notFound("agent"));
            AgentRules.requirePower(caller, agent);
            if (AgentRules.isGuest(id) || isOnlyAdmin(tx, agent)) {
                throw Problem.conflict("STATE_INVALID", "The only admin of a customer cannot be deleted.");
            }
            return end(tx, agent);
        });
    }

    private Agent end(Tx tx, Agent agent) {
        record Ended(List<Address> addresses, Instant tmDelete) {}
        addresses.release(tx, agent.id());
        directs.drop(tx, agent.id());
        return store.update(tx, agent.id(), new Ended(List.of(), tx.now()), "agent_deleted");
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        store.all(tx, liveOf(customer.id())).forEach(agent -> end(tx, agent));
    }

    private boolean isOnlyAdmin(Tx tx, Agent agent) {
        Condition others = liveOf(agent.customerId()).and(withBit(CUSTOMER_ADMIN));
        return (agent.permission() & CUSTOMER_ADMIN) != 0
                && store.count(tx, others.and(store.table().isNot("id", agent.id()))) == 0;
    }

    private Condition withBit(int bit) {
        return org.jooq.impl.DSL.condition("({0} & {1}) <> 0", store.table().column("permission"), bit);
    }

    private Condition liveOf(Id<Customer> customer) {
        return store.table().is("customer_id", customer).and(store.table().live());
    }
}
