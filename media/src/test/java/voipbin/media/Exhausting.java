package voipbin.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import voipbin.base.Counters;

/** A process that opens sessions until it is refused, and says what it could do then. */
final class Exhausting {

    private Exhausting() {}

    public static void main(String[] arguments) throws IOException {
        try (MediaEngine engine = Sessions.engine(400, new Counters())) {
            List<MediaSession> open = new ArrayList<>();
            while (engine.open(RawPhone.LOOPBACK) instanceof Opening.Opened(MediaSession session)) {
                open.add(session);
            }
            boolean file;
            try (InputStream besides = Files.newInputStream(Path.of("/proc/self/status"))) {
                file = besides.read() > 0;
            }
            open.getFirst().close();
            open.getFirst().stats();
            boolean again = engine.open(RawPhone.LOOPBACK) instanceof Opening.Opened;
            System.out.printf(
                    "opened %d, a file besides: %s, another after one has closed: %s%n", open.size(), file, again);
        }
    }
}
