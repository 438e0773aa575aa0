package voipbin.platform.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import voipbin.base.Problem;
import voipbin.kit.outward.Outward;
import voipbin.kit.outward.OutwardHttp;
import voipbin.media.Source;
import voipbin.media.audio.WavSource;

/** Fetches the sound files that flows name by URL: WAV over http or https, up to 20 MB. */
public final class SoundFiles {

    private static final int MOST_BYTES = 20_000_000;
    private static final int OK = 200;

    private final OutwardHttp http;

    /** @param http decides which addresses customers may have us ask */
    public SoundFiles(OutwardHttp http) {
        this.http = http;
    }

    /** @param rate samples a second that who is to hear it can hear */
    Source fetch(URI url, int rate) {
        return switch (http.fetch("sounds", url, MOST_BYTES)) {
            case Outward.Fetched(int status, byte[] body) when status == OK -> wav(url, body, rate);
            case Outward.Fetched(int status, byte[] _) -> throw refused(url, "answered " + status);
            case Outward.NotFetched(String reason) -> throw refused(url, reason);
        };
    }

    private static Source wav(URI url, byte[] body, int rate) {
        try {
            return WavSource.read(new ByteArrayInputStream(body), rate);
        } catch (IOException noWav) {
            throw refused(url, String.valueOf(noWav.getMessage()));
        }
    }

    private static Problem refused(URI url, String why) {
        return Problem.invalid("SOUND_UNPLAYABLE", "stream_urls", url + " " + why);
    }
}
