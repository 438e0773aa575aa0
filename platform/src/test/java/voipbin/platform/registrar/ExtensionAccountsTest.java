package voipbin.platform.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Quota;
import voipbin.platform.customer.Secrets;
import voipbin.platform.direct.Directs;
import voipbin.platform.extension.Extension;
import voipbin.platform.extension.Extensions;
import voipbin.sip.registrar.Account;

class ExtensionAccountsTest {

    private final Db db = TestDatabase.open();
    private final Extensions extensions = new Extensions(
            db,
            new Store<>(db, Table.of("extensions", Extension.class), new Noun("extension", Visibility.INTERNAL)),
            new Directs(db, new Secrets(new Random(1))),
            Quota.UNLIMITED);
    private final SipDomains domains = new SipDomains("localhost");
    private final ExtensionAccounts accounts = new ExtensionAccounts(extensions, domains);
    private final Id<Customer> ann = Id.random();
    private final Id<Customer> bob = Id.random();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void isFoundAtItsCustomersDomain() {
        create(ann, "1000");
        assertThat(accounts.find(domains.registrar(ann), "1000"))
                .contains(new Account("1000@" + domains.registrar(ann), "1000", "secret"));
        assertThat(accounts.find(domains.registrar(bob), "1000")).isEmpty();
    }

    @Test
    void isFoundAtABareAddressAsLongAsTheNameIsUnambiguous() {
        create(ann, "1000");
        assertThat(accounts.find("127.0.0.1", "1000")).map(Account::aor).contains("1000@" + domains.registrar(ann));
        create(bob, "1000");
        assertThat(accounts.find("127.0.0.1", "1000")).isEmpty();
        assertThat(accounts.find(domains.registrar(bob), "1000")).isPresent();
    }

    @Test
    void whoHasBeenLookedForIsKnownByHeartAtItsDomainOnly() {
        create(ann, "1000");
        String host = domains.registrar(ann);
        assertThat(accounts.known(host, "1000")).isEmpty();
        accounts.find(host, "1000");
        assertThat(accounts.known(host, "1000")).map(Account::password).contains("secret");
        assertThat(accounts.known("127.0.0.1", "1000")).isEmpty();
    }

    @Test
    void theRealmIsTheHostForKnownAndUnknownUsersAlike() {
        assertThat(accounts.realm("127.0.0.1")).isEqualTo("127.0.0.1");
        assertThat(accounts.realm(domains.registrar(ann))).isEqualTo(domains.registrar(ann));
    }

    private void create(Id<Customer> customer, String dialName) {
        db.write(tx -> extensions.create(tx, customer, new Extension.Draft(dialName, "secret", "phone", "")));
    }
}
