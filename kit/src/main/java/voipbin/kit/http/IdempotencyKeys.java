package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;

/**
 * What was answered to POSTs with an {@code Idempotency-Key}, for 24 hours, in the database: a key is used once for each
 * customer and operation.
 *
 * <p>The key is taken, durably, before the operation runs; its answer is written after it. If the process dies in
 * between, nobody knows whether the operation was done, and the key stays taken: a repetition is 409
 * {@code IDEMPOTENCY_IN_PROGRESS} until the key expires, never a second call. The caller then looks what is there, and
 * if it is not, takes a new key. Answers of 5xx and 429 are not kept: their key is free again. Kept answers are encrypted
 * with the key of the caller, of which only a hash is kept, since they may hold what is shown only once.
 */
public final class IdempotencyKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeys.class);

    static final int LONGEST = 255;
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final int RUNNING = 0;

    /**
     * One use of a key.
     *
     * @param route method and path pattern
     * @param fingerprint differs when the request does
     */
    record Use(Id<?> customerId, String route, String key, byte[] fingerprint) {}

    /** What becomes of it. */
    sealed interface Outcome {
        /** The operation ran now. */
        record Ran(Reply reply) implements Outcome {}

        /** It ran before, and this is what it answered. */
        record Replayed(Reply reply) implements Outcome {}

        /** It runs just now, or ran when the process died. */
        record Running() implements Outcome {}

        /** The key belongs to another request. */
        record Reused() implements Outcome {}
    }

    private record Row(
            Id<?> customerId,
            String route,
            String keyHash,
            String fingerprint,
            int status,
            String contentType,
            String body,
            Instant tmCreate) {}

    private static final Table<Row> TABLE = Table.of("idempotency_keys", Row.class);

    private final Db db;
    private final RandomGenerator random;
    private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.EPOCH);

    /** @param random a secure source */
    public IdempotencyKeys(Db db, RandomGenerator random) {
        this.db = db;
        this.random = random;
    }

    /** @throws Problem 400 if the key is too long */
    Outcome once(Use use, Supplier<Reply> operation) {
        if (use.key().length() > LONGEST) {
            throw Problem.invalid("Idempotency-Key", "must not be longer than " + LONGEST + " characters");
        }
        return db.write(tx -> take(tx, use)).map(row -> seen(row, use)).orElseGet(() -> ran(use, operation));
    }

    /** @return the row that was there before */
    private Optional<Row> take(Tx tx, Use use) {
        sweep(tx);
        tx.jooq()
                .deleteFrom(DSL.table(TABLE.name()))
                .where(rowOf(use))
                .and(TABLE.isBefore("tm_create", tx.now().minus(LIFE)))
                .execute();
        Optional<Row> there = find(tx, use);
        if (there.isEmpty()) {
            insert(tx, use);
        }
        return there;
    }

    private Optional<Row> find(Tx tx, Use use) {
        return tx.jooq()
                .select(
                        TABLE.column("fingerprint"),
                        TABLE.column("status"),
                        TABLE.column("content_type"),
                        TABLE.column("body"))
                .from(DSL.table(TABLE.name()))
                .where(rowOf(use))
                .fetchOptional(found -> new Row(
                        use.customerId(),
                        use.route(),
                        "",
                        text(found, 0),
                        Integer.parseInt(text(found, 1)),
                        text(found, 2),
                        text(found, 3),
                        tx.now()));
    }

    private static String text(org.jooq.Record found, int index) {
        return String.valueOf(found.get(index));
    }

    private void insert(Tx tx, Use use) {
        tx.jooq()
                .insertInto(DSL.table(TABLE.name()))
                .set(TABLE.column("customer_id"), (Object) use.customerId())
                .set(TABLE.column("route"), (Object) use.route())
                .set(TABLE.column("key_hash"), (Object) hash(use))
                .set(TABLE.column("fingerprint"), (Object) hex(use.fingerprint()))
                .set(TABLE.column("status"), (Object) RUNNING)
                .set(TABLE.column("content_type"), (Object) "")
                .set(TABLE.column("body"), (Object) "")
                .set(TABLE.column("tm_create"), (Object) tx.now())
                .execute();
    }

    private Outcome seen(Row row, Use use) {
        if (!row.fingerprint().equals(hex(use.fingerprint()))) {
            return new Outcome.Reused();
        }
        if (row.status() == RUNNING) {
            return new Outcome.Running();
        }
        byte[] body = new Sealed(use.key()).open(row.body());
        return new Outcome.Replayed(Reply.bytes(row.contentType(), body).status(row.status()));
    }

    private Outcome ran(Use use, Supplier<Reply> operation) {
        Reply reply = operation.get();
        try {
            if (reply.status() < 500 && reply.status() != 429 && reply.content() instanceof Content.Bytes(byte[] body)) {
                db.write(tx -> keep(tx, use, reply, body));
            } else {
                db.write(tx -> tx.jooq()
                        .deleteFrom(DSL.table(TABLE.name()))
                        .where(rowOf(use))
                        .execute());
            }
        } catch (RuntimeException unwritten) {
            // as after a crash: the operation is done, and must not be done again
            LOG.error("the answer to an idempotency key could not be kept", unwritten);
        }
        return new Outcome.Ran(reply);
    }

    private int keep(Tx tx, Use use, Reply reply, byte[] body) {
        return tx.jooq()
                .update(DSL.table(TABLE.name()))
                .set(TABLE.column("status"), (Object) reply.status())
                .set(TABLE.column("content_type"), (Object) reply.contentType())
                .set(TABLE.column("body"), (Object) new Sealed(use.key()).seal(body, random))
                .where(rowOf(use))
                .execute();
    }

    private void sweep(Tx tx) {
        Instant last = swept.get();
        if (tx.now().isAfter(last.plus(SWEEP)) && swept.compareAndSet(last, tx.now())) {
            tx.jooq()
                    .deleteFrom(DSL.table(TABLE.name()))
                    .where(TABLE.isBefore("tm_create", tx.now().minus(LIFE)))
                    .execute();
        }
    }

    private static Condition rowOf(Use use) {
        return TABLE.is("customer_id", use.customerId())
                .and(TABLE.is("route", use.route()))
                .and(TABLE.is("key_hash", hash(use)));
    }

    private static String hash(Use use) {
        return hex(Sha256.of(("name of " + use.key()).getBytes(UTF_8)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
