package voipbin.platform.flow;

import static org.jooq.impl.DSL.condition;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Timers;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;

/** Forgets flows that were made from the actions of one request: they live for a day (flows §1). */
public final class TemporaryFlows {

    static final Duration LIFE = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFlows.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int PIECE = 500;

    private final Store<Flow> store;
    private final Clock clock;

    TemporaryFlows(Store<Flow> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param executor where the work runs, which waits for the database as timers must not */
    public void forgetAgainAndAgain(Timers timers, Executor executor) {
        timers.after(
                PAUSE,
                () -> executor.execute(() -> {
                    try {
                        while (forgetSome() == PIECE) {
                            Thread.yield();
                        }
                    } catch (RuntimeException failed) {
                        LOG.error("cannot forget temporary flows; tried again in {}", PAUSE, failed);
                    }
                    forgetAgainAndAgain(timers, executor);
                }));
    }

    /** A piece of the work; how many are gone. What runs by one of them has its actions already. */
    int forgetSome() {
        Table<Flow> flows = store.table();
        // as the index of V211 says it, or it would not be used
        Condition old = condition("{0} = false", flows.column("persist"))
                .and(flows.isBefore("tm_create", clock.instant().minus(LIFE)));
        return store.db().write(tx -> {
            List<Object> ids = tx.jooq()
                    .select(flows.column("id"))
                    .from(DSL.table(DSL.name(flows.name())))
                    .where(old)
                    .limit(PIECE)
                    .fetch(flows.column("id"));
            return ids.isEmpty()
                    ? 0
                    : tx.jooq()
                            .deleteFrom(DSL.table(DSL.name(flows.name())))
                            .where(flows.isAnyOf("id", ids))
                            .execute();
        });
    }
}
