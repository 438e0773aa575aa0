package voipbin.bench.kills;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import voipbin.bench.Rows;
import voipbin.bench.ivr.Chord;
import voipbin.bench.ivr.Menu;
import voipbin.bench.ivr.Tones;
import voipbin.media.audio.Wav;

/** Fetches recordings as a customer does, and listens to them. */
final class Tapes {

    private static final Duration AWAY = Duration.ofSeconds(1);

    /** The row's end is noted when the file is closed, a moment after the last sound. */
    private static final Duration ROUNDED = Duration.ofMillis(500);

    private static final double ENOUGH = 0.9;
    private static final int A_SECOND = 50;

    /** So many in a row: where sound is torn, by a key, a guess fills 80 ms that may look like anybody's. */
    private static final int CERTAIN = 8;

    private final String site;
    private final String key;
    private final Tones tones;
    private final List<Power> cuts;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
    private final List<String> mistakes = new ArrayList<>();
    private final List<Duration> lost = new ArrayList<>();
    private int heard;

    Tapes(String site, String key, Tones tones, List<Power> cuts) {
        this.site = site;
        this.key = key;
        this.tones = tones;
        this.cuts = cuts;
    }

    /** All of them. */
    void check(Rows rows) throws IOException, InterruptedException {
        for (Map<String, String> row : rows.read("""
            select r.id, r.tm_start, r.tm_end, r.tm_update, c.tm_create, c.destination
            from recordings r join calls c on c.id = r.reference_id\
            """)) {
            String id = row.getOrDefault("id", "");
            HttpResponse<byte[]> zip = fetch(id);
            Optional<Wav> in = zip.statusCode() == 200 ? in(zip.body()) : Optional.empty();
            if (in.isEmpty()) {
                missing(row, zip.statusCode());
            } else {
                heard++;
                length(row, in.get());
                sound(row, in.get());
            }
        }
    }

    private HttpResponse<byte[]> fetch(String id) throws IOException, InterruptedException {
        URI uri = URI.create(site + "/v1.0/recordingfiles/" + id + "?accesskey=" + key);
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException closedMeanwhile) {
            // a connection that had been idle for too long
            return http.send(request, BodyHandlers.ofByteArray());
        }
    }

    /** What the caller said. */
    private static Optional<Wav> in(byte[] zip) throws IOException {
        try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.getName().endsWith("_in.wav")) {
                    return Optional.of(Wav.read(new ByteArrayInputStream(files.readAllBytes())));
                }
            }
            return Optional.empty();
        }
    }

    /** Only what had hardly begun may have left nothing. */
    private void missing(Map<String, String> row, int status) {
        Instant start = Instant.parse(row.getOrDefault("tm_start", ""));
        Optional<Power> cut = cut(row);
        if (cut.isEmpty() || Duration.between(start, cut.get().killed()).compareTo(AWAY) > 0) {
            mistakes.add("recording " + row.get("id") + " has no file, answer " + status);
        }
    }

    private void length(Map<String, String> row, Wav in) {
        Instant start = Instant.parse(row.getOrDefault("tm_start", ""));
        Instant end = Instant.parse(row.getOrDefault("tm_end", ""));
        Duration length = Duration.ofMillis(in.samples().length * 1000L / in.rate());
        if (length.minus(Duration.between(start, end)).abs().compareTo(ROUNDED) > 0) {
            mistakes.add("recording " + row.get("id") + " is " + length + " long, its row says "
                    + Duration.between(start, end));
        }
        cut(row).map(cut -> Duration.between(start.plus(length), cut.killed())).ifPresent(away -> {
            lost.add(away);
            if (away.compareTo(AWAY) > 0) {
                mistakes.add("recording " + row.get("id") + " ends " + away + " before the kill");
            }
        });
    }

    /** The one after which its end was written down. */
    private Optional<Power> cut(Map<String, String> row) {
        Instant create = Instant.parse(row.getOrDefault("tm_create", ""));
        Instant update = Instant.parse(row.getOrDefault("tm_update", ""));
        return cuts.stream()
                .filter(cut -> create.isBefore(cut.killed()) && !update.isBefore(cut.restarted()))
                .findFirst();
    }

    private void sound(Map<String, String> row, Wav in) {
        int seat = seat(row.getOrDefault("destination", ""));
        Chord voice = tones.voice(seat);
        int own = 0;
        int frames = 0;
        int before = seat;
        int inARow = 0;
        for (int at = 0; at + Chord.FRAME <= in.samples().length; at += Chord.FRAME) {
            short[] frame = Arrays.copyOfRange(in.samples(), at, at + Chord.FRAME);
            frames++;
            int whose = seat;
            if (voice.share(frame) >= ENOUGH) {
                own++;
            } else {
                whose = tones.whose(frame).orElse(seat);
            }
            inARow = whose == before ? inARow + 1 : 1;
            before = whose;
            if (whose != seat && inARow == CERTAIN) {
                mistakes.add(
                        "recording %s of seat %d holds the sound of seat %d".formatted(row.get("id"), seat, whose));
            }
        }
        if (frames > 2 * A_SECOND && own < frames / 2) {
            mistakes.add("recording %s: only %d of %d packets are its caller's".formatted(row.get("id"), own, frames));
        }
    }

    private static int seat(String destination) {
        String prefix = Menu.number(0).substring(0, 5);
        int at = destination.indexOf(prefix);
        return Integer.parseInt(
                destination.substring(at + prefix.length(), at + Menu.number(0).length()));
    }

    int heard() {
        return heard;
    }

    List<String> mistakes() {
        return mistakes;
    }

    /** How long before each kill the recordings end that it cut off. */
    List<Duration> lost() {
        return lost;
    }
}
