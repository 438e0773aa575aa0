package voipbin.platform.number;

import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.base.Problem.Status;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;

/** Numbers at the carrier: bought there before they are recorded here, released there after they are gone here. */
final class NumberPurchases {

    private static final Logger LOG = LoggerFactory.getLogger(NumberPurchases.class);

    private final Db db;
    private final Store<NumberPurchase> store;
    private final Optional<NumberCarrier> carrier;

    NumberPurchases(Db db, Optional<NumberCarrier> carrier) {
        this.db = db;
        this.carrier = carrier;
        this.store = new Store<>(
                db, Table.of("number_purchases", NumberPurchase.class), new Noun("number_purchase", Visibility.NOBODY));
    }

    /** @throws Problem 503 when there is none to buy from */
    NumberCarrier carrier() {
        return carrier.orElseThrow(() -> new Problem(
                Status.UNAVAILABLE,
                "SERVICE_UNAVAILABLE",
                "No carrier that sells numbers is configured; virtual numbers (type virtual) are there."));
    }

    void record(Tx tx, Id<Number> number, NumberCarrier from, NumberCarrier.Purchase purchase) {
        store.insert(tx, new NumberPurchase(number.as(), from.name(), purchase.reference(), tx.now()));
    }

    /** Once the number is gone here for good, it is given back, beside the transaction. */
    void release(Tx tx, Number number) {
        store.find(tx, number.id().as())
                .ifPresent(purchase -> tx.afterCommit(() ->
                        Thread.ofVirtual().name("number-release").start(() -> release(number.number(), purchase))));
    }

    private void release(String number, NumberPurchase purchase) {
        try {
            Optional<NumberCarrier> bought =
                    carrier.filter(candidate -> candidate.name().equals(purchase.carrier()));
            if (bought.isPresent()) {
                bought.get().release(number, purchase.reference());
                db.write(tx -> tx.jooq()
                        .deleteFrom(DSL.table(DSL.name(store.table().name())))
                        .where(store.table().is("id", purchase.id()))
                        .execute());
            }
        } catch (RuntimeException later) {
            LOG.warn("{} is not released at {} yet: {}", number, purchase.carrier(), later.getMessage());
        }
    }

    /** Tries again what a carrier has not done; {@code deleted} are numbers that are gone here. */
    void releaseLeft(List<Number> deleted) {
        deleted.forEach(
                number -> store.find(number.id().as()).ifPresent(purchase -> release(number.number(), purchase)));
    }
}
