package voipbin.server;

import voipbin.base.Id;
import voipbin.platform.accesskey.Accesskey;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Lifecycle;
import voipbin.platform.extension.Extension;
import voipbin.platform.number.Number;

/** What a new server starts with, so that a call can be made at once: a customer with all that a first call needs. */
final class FirstCustomer {

    private static final long SECONDS_A_DECADE = 3650L * 86_400;

    private final Core core;
    private final Lifecycle lifecycle;

    FirstCustomer(Core core, Lifecycle lifecycle) {
        this.core = core;
        this.lifecycle = lifecycle;
    }

    /** Creates it; the answer is the only place where the secrets are in plain. */
    Card.Credentials create() {
        String username = "admin@voipbin.local";
        String password = core.locks().secrets().text(16);
        String hash = core.locks().passwords().hash(password);
        String number = core.resources().numbers().availableVirtual(1).getFirst();
        String extensionPassword = core.locks().secrets().text(16);
        return core.db().write(tx -> {
            Customer customer = lifecycle
                    .begin(tx, Customer.Draft.of("first", username), new Lifecycle.Terms("127.0.0.1"))
                    .orElseThrow();
            lifecycle.verifyEmail(tx, customer.id());
            core.resources().agents().createAdmin(tx, customer, hash);
            Accesskey.WithToken key = core.resources()
                    .accesskeys()
                    .create(tx, customer.id(), new Accesskey.Draft("first", "", SECONDS_A_DECADE));
            Extension extension = core.resources()
                    .extensions()
                    .create(tx, customer.id(), new Extension.Draft("1000", extensionPassword, "quickstart-phone", ""));
            core.resources()
                    .numbers()
                    .create(tx, customer.id(), new Number.Draft(number, "virtual", Id.nil(), Id.nil(), "first", ""));
            return new Card.Credentials(
                    customer.id().toString(),
                    username,
                    password,
                    key.token(),
                    extension.extension(),
                    extension.name(),
                    extensionPassword,
                    number);
        });
    }
}
