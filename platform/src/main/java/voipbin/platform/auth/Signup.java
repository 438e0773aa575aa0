package voipbin.platform.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.base.Problem;
import voipbin.kit.auth.Passwords;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;
import voipbin.platform.accesskey.Accesskey;
import voipbin.platform.accesskey.Accesskeys;
import voipbin.platform.agent.Agent;
import voipbin.platform.agent.Agents;
import voipbin.platform.auth.MailTokens.Purpose;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customers;
import voipbin.platform.customer.Lifecycle;
import voipbin.platform.customer.Secrets;
import voipbin.platform.mail.MailAddress;

/** How a stranger becomes a customer: sign-up, verifying the e-mail address, setting a password. */
final class Signup {

    private static final long SECONDS_A_YEAR = 365L * 86_400;
    private static final int SHORTEST_PASSWORD = 8;

    private final Db db;
    private final Customers customers;
    private final Lifecycle lifecycle;
    private final Agents agents;
    private final Accesskeys accesskeys;
    private final MailTokens mailTokens;
    private final Passwords passwords;
    private final Secrets secrets;

    Signup(Db db, Parts parts, Passwords passwords, Secrets secrets) {
        this.db = db;
        this.customers = parts.customers();
        this.lifecycle = parts.lifecycle();
        this.agents = parts.agents();
        this.accesskeys = parts.accesskeys();
        this.mailTokens = parts.mailTokens();
        this.passwords = passwords;
        this.secrets = secrets;
    }

    /** The resources that a sign-up touches. */
    record Parts(
            Customers customers, Lifecycle lifecycle, Agents agents, Accesskeys accesskeys, MailTokens mailTokens) {}

    record Ask(
            String name,
            String detail,
            String email,
            String phoneNumber,
            String address,
            Customer.WebhookMethod webhookMethod,
            String webhookUri,
            boolean acceptedTos) {

        Customer.Draft draft() {
            return new Customer.Draft(name, detail, email, phoneNumber, address, webhookMethod, webhookUri);
        }
    }

    /** Both are absent when the address is taken or malformed: the answer tells nobody who is a customer. */
    record Answer(@Nullable Customer customer, Accesskey.@Nullable WithToken accesskey) {}

    record Verified(Customer customer) {}

    Answer signUp(Ask ask, String ip) {
        if (ask.email().isEmpty() || !ask.acceptedTos()) {
            throw Problem.invalid("email", "an e-mail address and accepted_tos true are needed");
        }
        // hashed before the look-up, so that a taken address takes as long as a free one
        String unguessable = passwords.hash(secrets.text(32));
        if (!MailAddress.isPlausible(ask.email())) {
            return new Answer(null, null);
        }
        return db.write(tx -> begin(tx, ask.draft(), ip)
                .map(customer -> equip(tx, customer, unguessable))
                .orElseGet(() -> new Answer(null, null)));
    }

    /** Empty also when the address is the username of another customer's agent: the admin could not have it. */
    private Optional<Customer> begin(Tx tx, Customer.Draft draft, String ip) {
        return agents.isTaken(tx, draft.email())
                ? Optional.empty()
                : lifecycle.begin(tx, draft, new Lifecycle.Terms(ip));
    }

    /**
     * A customer that an operator makes: active at once; a mail lets its admin set a password.
     *
     * @throws Problem 400 for what is no address, 409 {@code CUSTOMER_ALREADY_EXISTS}
     */
    Customer register(Customer.Draft draft, String ip) {
        String unguessable = passwords.hash(secrets.text(32));
        return db.write(tx -> {
            customers.requireFree(tx, draft.email());
            Customer customer = begin(tx, draft, ip)
                    .orElseThrow(() -> new Problem(
                            Problem.Status.ALREADY_EXISTS, "AGENT_ALREADY_EXISTS", "An agent has this username."));
            Agent admin = agents.createAdmin(tx, customer, unguessable);
            mailTokens.send(tx, admin, Purpose.PASSWORD);
            return lifecycle.verifyEmail(tx, customer.id());
        });
    }

    private Answer equip(Tx tx, Customer customer, String passwordHash) {
        Agent admin = agents.createAdmin(tx, customer, passwordHash);
        Accesskey.WithToken key =
                accesskeys.create(tx, customer.id(), new Accesskey.Draft("default", "", SECONDS_A_YEAR));
        mailTokens.send(tx, admin, Purpose.VERIFY);
        return new Answer(customer, key);
    }

    Verified verifyEmail(String token) {
        return db.write(tx -> {
            MailToken found = mailTokens
                    .find(tx, token, Purpose.VERIFY)
                    .orElseThrow(() -> Problem.invalid("token", "unknown or expired"));
            Customer customer = customers
                    .live(tx, found.customerId())
                    .orElseThrow(() -> Problem.invalid("token", "the customer has expired"));
            if (!customer.emailVerified()) {
                customer = lifecycle.verifyEmail(tx, customer.id());
                agents.byId(tx, found.agentId()).ifPresent(admin -> mailTokens.send(tx, admin, Purpose.PASSWORD));
            }
            return new Verified(customer);
        });
    }

    /** Sends a mail if there is such an agent; says nothing either way, and writes as much. */
    void forgotPassword(String username) {
        Optional<Agent> agent = agents.byUsername(username);
        db.write(tx -> agent.isPresent()
                ? mailTokens.send(tx, agent.get(), Purpose.PASSWORD)
                : mailTokens.pretend(tx, Purpose.PASSWORD));
    }

    void resetPassword(String token, String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw Problem.invalid("password", "must have at least " + SHORTEST_PASSWORD + " characters");
        }
        String hash = passwords.hash(password);
        db.write(tx -> {
            MailToken found = mailTokens
                    .find(tx, token, Purpose.PASSWORD)
                    .orElseThrow(() -> Problem.invalid("token", "unknown, used or expired"));
            mailTokens.use(tx, found);
            return agents.setPassword(tx, found.agentId(), hash);
        });
    }
}
