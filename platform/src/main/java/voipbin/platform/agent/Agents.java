package voipbin.platform.agent;

import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Passwords;
import voipbin.kit.auth.Permission;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.agent.Agent.RingMethod;
import voipbin.platform.agent.Agent.Status;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Secrets;

/** What can be done with agents. */
public final class Agents {

    private final Store<Agent> store;
    private final Passwords passwords;
    private final Secrets secrets;

    public Agents(Store<Agent> store, Passwords passwords, Secrets secrets) {
        this.store = store;
        this.passwords = passwords;
        this.secrets = secrets;
    }

    /** The admin that each new customer gets: logs in with the customer's e-mail address. */
    public Agent createAdmin(Tx tx, Customer customer, String passwordHash) {
        return store.insert(
                tx,
                new Agent(
                        Id.random(),
                        customer.id(),
                        customer.email(),
                        passwordHash,
                        "default admin",
                        "",
                        RingMethod.RINGALL,
                        Status.OFFLINE,
                        Permission.CUSTOMER_ADMIN,
                        List.of(),
                        List.of(),
                        "direct." + secrets.hex(6),
                        tx.now(),
                        null,
                        null));
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

    public Optional<Agent> byUsername(String username) {
        return store.first(
                store.table().is("username", username).and(store.table().live()));
    }

    public Optional<Agent> byId(Tx tx, Id<Agent> id) {
        return store.find(tx, id).filter(agent -> agent.tmDelete() == null);
    }

    public Optional<Agent> live(Id<Agent> id) {
        return store.find(id).filter(agent -> agent.tmDelete() == null);
    }

    public Agent setPassword(Tx tx, Id<Agent> id, String passwordHash) {
        record Password(String passwordHash) {}
        if (store.find(tx, id).isEmpty()) {
            throw Problem.notFound("agent");
        }
        return store.update(tx, id, new Password(passwordHash));
    }
}
