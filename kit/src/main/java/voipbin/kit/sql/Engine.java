package voipbin.kit.sql;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs transactions its own way. */
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresqlEngine {

    /** What a committed transaction leaves behind. */
    record Committed<R extends @Nullable Object>(R result, Tx tx) {}

    /** Makes the Tx and runs the work in it, on whatever thread the engine chose. */
    interface Step<R extends @Nullable Object> extends Function<Session, Committed<R>> {}

    /** Whether somebody waits for what is written. */
    enum Haste {
        USUAL,
        NONE
    }

    <R extends @Nullable Object> Committed<R> write(Step<R> step, Haste haste);

    <R extends @Nullable Object> Committed<R> read(Step<R> step);

    @Override
    void close();
}
