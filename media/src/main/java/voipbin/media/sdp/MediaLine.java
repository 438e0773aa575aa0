package voipbin.media.sdp;

import java.util.List;

/**
 * An {@code m=} line (RFC 8866 §5.14).
 *
 * @param type e.g. {@code audio}
 * @param port 0 when the stream is refused or given up (RFC 3264 §6)
 * @param protocol e.g. {@code RTP/AVP}
 * @param formats payload types for RTP, in order of preference
 */
public record MediaLine(String type, int port, String protocol, List<String> formats) {

    /** The same stream, refused. */
    MediaLine refused() {
        return new MediaLine(type, 0, protocol, formats);
    }

    String line() {
        return "m=" + type + " " + port + " " + protocol + " " + String.join(" ", formats);
    }
}
