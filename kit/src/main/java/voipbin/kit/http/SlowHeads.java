package voipbin.kit.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose requests never get beyond their head because it trickles in: every byte restarts the idle
 * timeout. One is closed when it was found within a head twice, so after at most three times the patience.
 */
final class SlowHeads implements Connection.Listener {

    /** What a connection had done when it was looked at. */
    private record Seen(long requests, long bytes, boolean within) {}

    private final Scheduler scheduler;
    private final Duration patience;

    SlowHeads(Scheduler scheduler, Duration patience) {
        this.scheduler = scheduler;
        this.patience = patience;
    }

    @Override
    public void onOpened(Connection connection) {
        // those of HTTP; a WebSocket's has pings of its own
        if (connection instanceof ConnectionMetaData) {
            lookLater(connection, new Seen(0, 0, false));
        }
    }

    private void lookLater(Connection connection, Seen before) {
        Scheduler.Task unused =
                scheduler.schedule(() -> look(connection, before), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Connection connection, Seen before) {
        if (!connection.getEndPoint().isOpen() || connection.getEndPoint().getConnection() != connection) {
            return;
        }
        long requests = connection.getMessagesIn();
        boolean answered = requests == connection.getMessagesOut();
        boolean more = connection.getBytesIn() > before.bytes();
        boolean within = answered && requests == before.requests() && more;
        if (within && before.within()) {
            connection.getEndPoint().close();
        } else {
            lookLater(connection, new Seen(requests, connection.getBytesIn(), within));
        }
    }
}
