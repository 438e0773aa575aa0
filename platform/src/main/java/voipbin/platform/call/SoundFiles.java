package voipbin.platform.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import voipbin.base.Problem;
import voipbin.media.Source;
import voipbin.media.audio.WavSource;

/** Fetches the sound files that flows name by URL: WAV over http or https, up to 20 MB, within 10 s. */
public final class SoundFiles {

    private static final int MOST_BYTES = 20_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http;

    public SoundFiles(HttpClient http) {
        this.http = http;
    }

    Source fetch(URI url) throws InterruptedException {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()) || url.getHost() == null) {
            throw refused(url, "only http and https URLs can be played");
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(url).timeout(LIMIT).build();
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw refused(url, "answered " + response.statusCode());
                }
                return WavSource.read(new ByteArrayInputStream(read(url, body)));
            }
        } catch (IOException unreachableOrNoWav) {
            throw refused(url, String.valueOf(unreachableOrNoWav.getMessage()));
        }
    }

    private static byte[] read(URI url, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw refused(url, "is longer than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }

    private static Problem refused(URI url, String why) {
        return Problem.invalid("SOUND_UNPLAYABLE", "stream_urls", url + " " + why);
    }
}
