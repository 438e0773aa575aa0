/** Records as rows of SQLite or PostgreSQL, changed in transactions together with their outbox events. */
@NullMarked
package voipbin.kit.sql;

import org.jspecify.annotations.NullMarked;
