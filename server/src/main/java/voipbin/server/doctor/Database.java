package voipbin.server.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the database is there; a server that runs has been asked about it already. */
record Database(Patient patient) implements Check {

    private static final String SQLITE_HEAD = "SQLite format 3\0";
    private static final Pattern PLACE = Pattern.compile("jdbc:postgresql://([^/:,?]+)(?::(\\d+))?/.*");
    private static final int USUAL_PORT = 5432;
    private static final int PATIENCE_MILLIS = 2_000;

    @Override
    public List<Finding> look() {
        String url = patient.config().database().url();
        return List.of(url.isEmpty() ? file(patient.data().resolve("voipbin.db")) : server(url));
    }

    private static Finding file(Path file) {
        if (!Files.exists(file)) {
            return Finding.ok("database", "SQLite, will be made at the first start");
        }
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(SQLITE_HEAD.length()), StandardCharsets.ISO_8859_1);
            return head.equals(SQLITE_HEAD)
                    ? Finding.ok("database", "SQLite, " + Files.size(file) / (1 << 20) + " MB")
                    : Finding.fail("database", file + " is no SQLite file", "restore it from a backup");
        } catch (IOException unreadable) {
            return Finding.fail("database", "cannot read " + file + ": " + unreadable.getMessage(), "chown it");
        }
    }

    private static Finding server(String url) {
        Matcher place = PLACE.matcher(url);
        if (!place.matches()) {
            return Finding.ok("database", "PostgreSQL; several or unusual hosts are not looked at");
        }
        String host = place.group(1);
        int port = place.group(2) == null ? USUAL_PORT : Integer.parseInt(place.group(2));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            return Finding.ok("database", "PostgreSQL listens at " + host + ":" + port);
        } catch (IOException unreachable) {
            return Finding.fail(
                    "database",
                    "PostgreSQL at " + host + ":" + port + ": " + unreachable.getMessage(),
                    "start it, or mend database.url");
        }
    }
}
