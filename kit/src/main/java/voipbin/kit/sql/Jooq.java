package voipbin.kit.sql;

import java.sql.Connection;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** How jOOQ is set up. */
final class Jooq {

    static {
        // it would greet in the log
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        // and warn of PostgreSQL 15, which is tested here
        System.setProperty("org.jooq.log.org.jooq.impl.DefaultExecuteContext.logVersionSupport", "ERROR");
    }

    private Jooq() {}

    /** Loads in the background what the first statement will need: a third of a second that others need not wait. */
    static void warm(SQLDialect dialect) {
        Thread.ofPlatform()
                .daemon()
                .name("jooq-warm")
                .start(() ->
                        DSL.using(dialect).selectFrom("x").where("y = ?", 1).getSQL());
    }

    static Session on(Connection connection, SQLDialect dialect, WarmRows warm) {
        DSLContext jooq = DSL.using(connection, dialect);
        jooq.configuration().set(ExecuteListener.onExecuteStart(warm::changedBy));
        // its log would show bound values, and with them secrets
        jooq.settings().setExecuteLogging(false);
        return new Session(connection, jooq, warm);
    }
}
