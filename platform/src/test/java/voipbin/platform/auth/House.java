package voipbin.platform.auth;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.auth.Passwords;
import voipbin.kit.auth.Tokens;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.accesskey.Accesskey;
import voipbin.platform.accesskey.Accesskeys;
import voipbin.platform.agent.Agent;
import voipbin.platform.agent.AgentAddresses;
import voipbin.platform.agent.Agents;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.customer.Customers;
import voipbin.platform.customer.Lifecycle;
import voipbin.platform.customer.Quota;
import voipbin.platform.customer.Secrets;
import voipbin.platform.customer.Wallets;
import voipbin.platform.direct.Directs;
import voipbin.platform.extension.Extension;
import voipbin.platform.extension.Extensions;
import voipbin.platform.mail.Mail;

/** The packages of identities on a database of their own, with time that a test moves. */
final class House implements AutoCloseable {

    final ManualTime time = new ManualTime();
    final Db db = TestDatabase.open(time);
    final Passwords passwords = new Passwords(Passwords.Cost.LEAST, new SecureRandom());
    final Tokens tokens = new Tokens(new byte[32], time);
    final Secrets secrets = new Secrets(new Random(7));
    final List<Mail> mails = new ArrayList<>();
    final Directs directs = new Directs(db, secrets);
    final Customers customers = new Customers(store("customers", Customer.class, "customer"), Wallets.NONE);
    final Extensions extensions =
            new Extensions(db, store("extensions", Extension.class, "extension"), directs, Quota.UNLIMITED);
    final Store<Agent> agentStore = new Store<>(db, Table.of("agents", Agent.class), Agents.NOUN);
    final Agents agents = new Agents(agentStore, new AgentAddresses(extensions), directs, Quota.UNLIMITED, passwords);
    final Accesskeys accesskeys = new Accesskeys(
            db, new Store<>(db, Table.of("accesskeys", Accesskey.class), Accesskeys.NOUN), secrets, time);
    final List<String> told = new ArrayList<>();
    final Lifecycle lifecycle =
            new Lifecycle(customers, secrets, List.of(agents, accesskeys, extensions, directs, teller()));
    final MailTokens mailTokens =
            new MailTokens(store("mail_tokens", MailToken.class, "mail_token"), secrets, mails::add, "http://x");
    final Signup signup =
            new Signup(db, new Signup.Parts(customers, lifecycle, agents, accesskeys, mailTokens), passwords, secrets);
    final Login login = new Login(agents, tokens);
    final Authentication authentication = new Authentication(tokens, customers, agents, accesskeys);

    private <T extends Record> Store<T> store(String table, Class<T> row, String word) {
        return new Store<>(db, Table.of(table, row), new Noun(word, Visibility.INTERNAL));
    }

    private CustomerListener teller() {
        return new CustomerListener() {
            @Override
            public void created(voipbin.kit.sql.Tx tx, Customer customer) {
                told.add("created " + customer.status());
            }

            @Override
            public void frozen(voipbin.kit.sql.Tx tx, Customer customer) {
                told.add("frozen");
            }

            @Override
            public void recovered(voipbin.kit.sql.Tx tx, Customer customer) {
                told.add("recovered");
            }

            @Override
            public void deleted(voipbin.kit.sql.Tx tx, Customer customer) {
                told.add("deleted " + customer.status());
            }
        };
    }

    Signup.Answer signUp(String email) {
        return signup.signUp(new Signup.Ask("", "", email, "", "", Customer.WebhookMethod.NONE, "", true), "127.0.0.1");
    }

    @Override
    public void close() {
        db.close();
    }
}
