package voipbin.platform.accesskey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Permission;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.customer.Secrets;

/** What can be done with access keys. */
public final class Accesskeys implements CustomerListener {

    /** Of another customer's nobody learns; a deleted one is 409 (accounts §4). */
    public static final Noun NOUN = new Noun("accesskey", Visibility.INTERNAL)
            .deleted(Noun.Deleted.CONFLICT)
            .hiddenFromOthers();

    private static final long SECONDS_A_DAY = 86_400;
    /** Beyond it no calendar of a client counts. */
    private static final long SECONDS_A_CENTURY = 36_525 * SECONDS_A_DAY;

    private static final int PREFIX_LENGTH = 11;

    private final Db db;
    private final Store<Accesskey> store;
    private final Secrets secrets;
    private final Clock clock;

    public Accesskeys(Db db, Store<Accesskey> store, Secrets secrets, Clock clock) {
        this.db = db;
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    Accesskey.WithToken create(Caller caller, Accesskey.Draft draft) {
        caller.require(caller.customerId(), Permission.CUSTOMER_ADMIN);
        if (draft.expire() < SECONDS_A_DAY) {
            throw Problem.invalid("expire", "must be at least " + SECONDS_A_DAY + " seconds");
        }
        if (draft.expire() > SECONDS_A_CENTURY) {
            throw Problem.invalid("expire", "must be at most " + SECONDS_A_CENTURY + " seconds");
        }
        return db.write(tx -> create(tx, caller.customerId().as(), draft));
    }

    public Accesskey.WithToken create(Tx tx, Id<Customer> customer, Accesskey.Draft draft) {
        String token = "vb_" + secrets.text(32);
        Instant now = tx.now();
        Accesskey key = store.insert(
                tx,
                new Accesskey(
                        Id.random(),
                        customer,
                        draft.name(),
                        draft.detail(),
                        hash(token),
                        token.substring(0, PREFIX_LENGTH),
                        now.plusSeconds(draft.expire()),
                        now,
                        null,
                        null));
        return Accesskey.WithToken.of(key, token);
    }

    /** The key that this token opens, if it is neither deleted nor expired. */
    public Optional<Accesskey> byToken(String token) {
        return store.findBy("token_hash", hash(token))
                .filter(key -> key.tmDelete() == null)
                .filter(key -> key.tmExpire() == null || key.tmExpire().isAfter(clock.instant()));
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        CustomerListener.removing(store).deleted(tx, customer);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
