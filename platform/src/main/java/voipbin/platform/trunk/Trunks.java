package voipbin.platform.trunk;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.customer.Quota;
import voipbin.platform.trunk.Trunk.AuthType;

/** What can be done with trunks. */
public final class Trunks implements CustomerListener {

    private static final Pattern DOMAIN_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9.-]{1,30}");

    private final Store<Trunk> store;
    private final Quota quota;

    public Trunks(Store<Trunk> store, Quota quota) {
        this.store = store;
        this.quota = quota;
    }

    Trunk create(Caller caller, Trunk.Draft draft) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        if (!DOMAIN_NAME.matcher(draft.domainName()).matches()) {
            throw Problem.invalid("domain_name", "must be a letter and 1 to 30 letters, digits, dots or dashes");
        }
        Trunk.Edit rest = checked(new Trunk.Edit(
                draft.name(),
                draft.detail(),
                draft.authTypes(),
                draft.username(),
                draft.password(),
                draft.allowedIps()));
        String domainName = draft.domainName().toLowerCase(Locale.ROOT);
        return store.db().write(tx -> create(tx, caller.customerId().as(), domainName, rest));
    }

    private Trunk create(Tx tx, Id<Customer> customer, String domainName, Trunk.Edit rest) {
        if (byDomainName(tx, domainName).isPresent()) {
            throw new Problem(
                    Problem.Status.ALREADY_EXISTS, "TRUNK_ALREADY_EXISTS", "domain_name: " + domainName + " is taken");
        }
        quota.admit(tx, customer, Quota.Kind.TRUNK, store.count(tx, of(customer)));
        return store.insert(
                tx,
                new Trunk(
                        Id.random(),
                        customer,
                        rest.name(),
                        rest.detail(),
                        domainName,
                        rest.authTypes(),
                        rest.username(),
                        rest.password(),
                        rest.allowedIps(),
                        tx.now(),
                        null,
                        null));
    }

    /** Replaces all but the domain name; an empty password keeps the one that the telephone system has. */
    Trunk edit(Caller caller, Id<Trunk> id, Trunk.Edit edit) {
        Trunk old = store.live(caller, ADMIN_OR_MANAGER, id);
        Trunk.Edit kept = edit.password().isEmpty() && edit.username().equals(old.username())
                ? new Trunk.Edit(
                        edit.name(),
                        edit.detail(),
                        edit.authTypes(),
                        edit.username(),
                        old.password(),
                        edit.allowedIps())
                : edit;
        return store.edit(caller, ADMIN_OR_MANAGER, id, checked(kept));
    }

    /** What could never let a call in is refused now, and not wondered about later. */
    private static Trunk.Edit checked(Trunk.Edit edit) {
        List<AuthType> types = edit.authTypes().stream().distinct().toList();
        if (types.contains(AuthType.BASIC)) {
            if (edit.username().isEmpty()) {
                throw Problem.invalid("username", "is needed for basic");
            }
            if (edit.password().isEmpty()) {
                throw Problem.invalid("password", "is needed for basic");
            }
        }
        List<String> addresses = edit.allowedIps();
        for (int i = 0; i < addresses.size(); i++) {
            if (addressOf(addresses.get(i)).isEmpty()) {
                throw Problem.invalid("allowed_ips[" + i + "]", "must be an IPv4 or IPv6 address, not a network");
            }
        }
        return new Trunk.Edit(edit.name(), edit.detail(), types, edit.username(), edit.password(), addresses);
    }

    /** Never asks DNS. */
    private static Optional<InetAddress> addressOf(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException noLiteral) {
            return Optional.empty();
        }
    }

    /** Whether calls from this address need no password. */
    public static boolean trusts(Trunk trunk, InetAddress source) {
        return trunk.authTypes().contains(AuthType.IP)
                && trunk.allowedIps().stream()
                        .flatMap(text -> addressOf(text).stream())
                        .anyMatch(source::equals);
    }

    public Optional<Trunk> byDomainName(String domainName) {
        return store.db().read(tx -> byDomainName(tx, domainName.toLowerCase(Locale.ROOT)));
    }

    private Optional<Trunk> byDomainName(Tx tx, String domainName) {
        Condition live =
                store.table().is("domain_name", domainName).and(store.table().live());
        return store.first(tx, live);
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        CustomerListener.removing(store).deleted(tx, customer);
    }

    private Condition of(Id<Customer> customer) {
        return store.table().is("customer_id", customer).and(store.table().live());
    }
}
