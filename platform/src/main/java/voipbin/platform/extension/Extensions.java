package voipbin.platform.extension;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Lookup;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.customer.Quota;
import voipbin.platform.direct.Direct;
import voipbin.platform.direct.Directs;

/** What can be done with extensions. */
public final class Extensions implements CustomerListener {

    /** A user part that needs no escaping in a SIP URI (RFC 3261, 25.1: unreserved and user-unreserved). */
    private static final Pattern DIAL_NAME = Pattern.compile("[A-Za-z0-9_.!~*'()&=+$,?/-]{1,64}");

    private final Db db;
    private final Store<Extension> store;
    private final Directs directs;
    private final Quota quota;

    /** Each REGISTER and each call of a phone asks so. */
    private final Lookup<Extension> byDialName;

    /** Each call to one asks so. */
    private final Lookup<Extension> byName;

    private final Lookup<Extension> ownById;

    private final KnownExtensions known = new KnownExtensions();
    private volatile ExtensionListener listener = (_, _) -> {};

    public Extensions(Db db, Store<Extension> store, Directs directs, Quota quota) {
        this.db = db;
        this.store = store;
        this.directs = directs;
        this.quota = quota;
        this.byDialName = store.table()
                .lookup("where extension = ? and customer_id = ? and tm_delete is null", "extension", "customer_id");
        this.byName = store.table()
                .lookup(
                        "where name = ? and customer_id = ? and tm_delete is null order by tm_create desc, id desc limit 1",
                        "name",
                        "customer_id");
        this.ownById =
                store.table().lookup("where id = ? and customer_id = ? and tm_delete is null", "id", "customer_id");
    }

    Extension create(Caller caller, Extension.Draft draft) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        return db.write(tx -> create(tx, caller.customerId().as(), draft));
    }

    public Extension create(Tx tx, Id<Customer> customer, Extension.Draft draft) {
        if (!DIAL_NAME.matcher(draft.extension()).matches()) {
            throw Problem.invalid("extension", "must be 1 to 64 letters, digits or one of -_.!~*'()&=+$,?/");
        }
        if (draft.password().isEmpty()) {
            throw Problem.invalid("password", "must not be empty");
        }
        if (byDialName(tx, customer, draft.extension()).isPresent()) {
            throw new Problem(
                    Problem.Status.ALREADY_EXISTS,
                    "EXTENSION_ALREADY_EXISTS",
                    "extension: " + draft.extension() + " is there already");
        }
        quota.admit(tx, customer, Quota.Kind.EXTENSION, store.count(tx, of(customer)));
        Id<Extension> id = Id.random();
        return store.insert(
                tx,
                new Extension(
                        id,
                        customer,
                        draft.name(),
                        draft.detail(),
                        draft.extension(),
                        customer.toString(),
                        draft.extension(),
                        draft.password(),
                        directs.create(tx, customer, Direct.ResourceType.EXTENSION, id),
                        tx.now(),
                        null,
                        null));
    }

    /** Replaces name, detail and password; an empty password keeps the one that the phones have. */
    Extension edit(Caller caller, Id<Extension> id, Extension.Edit edit) {
        return db.write(tx -> {
            Extension old = store.live(tx, caller, ADMIN_OR_MANAGER, id);
            String password = edit.password().isEmpty() ? old.password() : edit.password();
            return changed(tx, store.update(tx, id, new Extension.Edit(edit.name(), edit.detail(), password)));
        });
    }

    Extension regenerateHash(Id<Extension> id) {
        record Regenerated(String directHash) {}
        return db.write(tx -> changed(tx, store.update(tx, id, new Regenerated(directs.regenerate(tx, id)))));
    }

    Extension delete(Id<Extension> id) {
        return db.write(tx -> delete(tx, id));
    }

    private Extension delete(Tx tx, Id<Extension> id) {
        directs.drop(tx, id);
        Extension gone = store.remove(tx, id);
        listener.deleted(tx, gone);
        return changed(tx, gone);
    }

    /** Who is to hear of those that are deleted; said once. */
    public void tell(ExtensionListener who) {
        listener = who;
    }

    private Extension changed(Tx tx, Extension extension) {
        tx.afterCommit(() -> known.changed(extension));
        return extension;
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        store.all(tx, of(customer.id())).forEach(extension -> delete(tx, extension.id()));
    }

    /** The customer's own, if it is there and not deleted. */
    public Optional<Extension> own(Tx tx, Id<Customer> customer, Id<Extension> id) {
        return ownById.first(tx, id, customer);
    }

    public Optional<Extension> own(Id<Customer> customer, Id<Extension> id) {
        return db.read(tx -> own(tx, customer, id));
    }

    /** The extension of this dial name, if only one customer has one. */
    public Optional<Extension> onlyOne(String dialName) {
        List<Extension> found = everywhere(dialName);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The extension that a destination names: by its label first, then by its dial name; both case-sensitive. */
    public Optional<Extension> named(Id<Customer> customer, String text) {
        return db.read(tx -> byName.first(tx, text, customer).or(() -> byDialName(tx, customer, text)));
    }

    public Optional<Extension> byDialName(Id<Customer> customer, String dialName) {
        return known.keep(() -> db.read(tx -> byDialName(tx, customer, dialName)));
    }

    /** One that has been asked for by its dial name before, and is there still; never waits. */
    public Optional<Extension> known(Id<Customer> customer, String dialName) {
        return known.find(customer, dialName);
    }

    private Optional<Extension> byDialName(Tx tx, Id<Customer> customer, String dialName) {
        return byDialName.first(tx, dialName, customer);
    }

    /** All customers' live extensions of this dial name. */
    public List<Extension> everywhere(String dialName) {
        return store.all(
                store.table().is("extension", dialName).and(store.table().live()));
    }

    private Condition of(Id<Customer> customer) {
        return store.table().is("customer_id", customer).and(store.table().live());
    }
}
