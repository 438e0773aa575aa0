package voipbin.kit.sql;

import java.sql.Connection;
import org.jooq.DSLContext;

/** One connection, plain and through jOOQ; used by one thread at a time, and the rows that it keeps in mind. */
record Session(Connection connection, DSLContext jooq, WarmRows warm) {}
