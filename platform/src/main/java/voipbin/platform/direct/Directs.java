package voipbin.platform.direct;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.customer.Secrets;
import voipbin.platform.direct.Direct.ResourceType;

/**
 * What can be done with handles. A resource keeps a copy of its hash in a column of its own and hands it on:
 * {@code directs.create(…)} when it is made, {@code regenerate} and {@code drop} with its own change in one
 * transaction.
 */
public final class Directs implements CustomerListener {

    private static final Pattern FORM = Pattern.compile("direct\\.[0-9a-f]{12}");
    private static final int RANDOM_BYTES = 6;
    private static final int TRIES = 3;

    private final Store<Direct> store;
    private final Secrets secrets;

    public Directs(Db db, Secrets secrets) {
        this.store = new Store<>(db, Table.of("direct_hashes", Direct.class), new Noun("direct", Visibility.INTERNAL));
        this.secrets = secrets;
    }

    /** Makes the handle of a new resource and returns its hash. */
    public String create(Tx tx, Id<Customer> customer, ResourceType type, Id<?> resource) {
        String hash = free(tx);
        store.insert(tx, new Direct(resource.as(), customer, type, hash, tx.now(), null, null));
        return hash;
    }

    /** Another hash in place of the old one, which is dead at once. */
    public String regenerate(Tx tx, Id<?> resource) {
        record Regenerated(String hash) {}
        String hash = free(tx);
        store.update(tx, resource.as(), new Regenerated(hash));
        return hash;
    }

    /** The resource is deleted. */
    public void drop(Tx tx, Id<?> resource) {
        if (store.find(tx, resource.as()).isPresent()) {
            store.remove(tx, resource.as());
        }
    }

    /** Whose hash this is, with its prefix. */
    public Optional<Direct> byHash(String hash) {
        return FORM.matcher(hash).matches() ? store.db().read(tx -> store.first(tx, live(hash))) : Optional.empty();
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        CustomerListener.removing(store).deleted(tx, customer);
    }

    private String free(Tx tx) {
        for (int i = 0; i < TRIES; i++) {
            String hash = "direct." + secrets.hex(RANDOM_BYTES);
            if (store.first(tx, live(hash)).isEmpty()) {
                return hash;
            }
        }
        throw new IllegalStateException("the random source repeats itself");
    }

    private Condition live(String hash) {
        return store.table().is("hash", hash).and(store.table().live());
    }
}
