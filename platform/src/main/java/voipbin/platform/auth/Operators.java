package voipbin.platform.auth;

import java.util.Optional;
import voipbin.kit.auth.Passwords;
import voipbin.kit.sql.Db;
import voipbin.platform.agent.Agents;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Lifecycle;
import voipbin.platform.customer.Secrets;

/** The first operator of the platform; others are made through the API, by giving an agent the platform bit. */
public final class Operators {

    private static final String USERNAME = "operator@voipbin.local";

    private final Db db;
    private final Lifecycle lifecycle;
    private final Agents agents;
    private final Passwords passwords;
    private final Secrets secrets;

    Operators(Db db, Lifecycle lifecycle, Agents agents, Passwords passwords, Secrets secrets) {
        this.db = db;
        this.lifecycle = lifecycle;
        this.agents = agents;
        this.passwords = passwords;
        this.secrets = secrets;
    }

    /** With what the operator logs in. */
    public record Credentials(String username, String password) {
        @Override
        public String toString() {
            return username;
        }
    }

    /**
     * Makes an operator, in a customer of its own, if the platform has none; the only time that its password is told.
     */
    public Optional<Credentials> createFirst() {
        if (agents.hasSuperAdmin()) {
            return Optional.empty();
        }
        String password = secrets.text(24);
        String hash = passwords.hash(password);
        return db.write(tx -> lifecycle
                .begin(tx, Customer.Draft.of("operator", USERNAME), new Lifecycle.Terms("127.0.0.1"))
                .map(customer -> {
                    lifecycle.verifyEmail(tx, customer.id());
                    agents.createSuperAdmin(tx, customer, hash);
                    return new Credentials(USERNAME, password);
                }));
    }
}
