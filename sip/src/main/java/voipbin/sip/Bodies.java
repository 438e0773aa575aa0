package voipbin.sip;

import java.util.Optional;
import voipbin.sip.message.Message;
import voipbin.sip.message.Multipart;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** Which bodies a call understands (RFC 3261, 8.2.3 and 21.4.13). */
final class Bodies {

    private static final String SDP = "application/sdp";

    /** What we read, as Accept says it. */
    static final String ACCEPT = "application/sdp, multipart/mixed, multipart/alternative";

    private Bodies() {}

    /** Whether the body is SDP, uncoded; a body without a type is taken for it. */
    static boolean isSession(Message message) {
        boolean coded = message.header("Content-Encoding")
                .filter(coding -> !coding.strip().equalsIgnoreCase("identity"))
                .isPresent();
        return !coded && message.contentType().map(SDP::equals).orElse(true);
    }

    /**
     * With the session description in place of the parts that it came among; what cannot be read so stays (RFC 5621).
     */
    static Request unpacked(Request request) {
        return switch (parts(request)) {
            case Multipart.Outcome.Session(byte[] sdp) -> request.with(SDP, sdp);
            case Multipart.Outcome.Nothing() -> request.with("", new byte[0]);
            case Multipart.Outcome.Unknown() -> request;
        };
    }

    /** The same of a response. */
    static Response unpacked(Response response) {
        return parts(response) instanceof Multipart.Outcome.Session(byte[] sdp) ? response.with(SDP, sdp) : response;
    }

    private static Multipart.Outcome parts(Message message) {
        return message.hasBody()
                        && message.contentType()
                                .filter(type -> type.startsWith("multipart/"))
                                .isPresent()
                ? Multipart.read(message.header("Content-Type").orElse(""), message.body())
                : new Multipart.Outcome.Unknown();
    }

    /** Whether a body that is no SDP may be left unread (20.11). */
    static boolean optional(Request request) {
        return request.header("Content-Disposition")
                .filter(value -> value.replace(" ", "").contains("handling=optional"))
                .isPresent();
    }

    /** Whether the sender of this INVITE would read SDP (20.1): no Accept means that it would. */
    static boolean accepted(Request request) {
        Optional<String> accept = request.header("Accept");
        return accept.isEmpty()
                || request.words("Accept").stream()
                        .map(range -> range.indexOf(';') < 0 ? range : range.substring(0, range.indexOf(';')))
                        .map(range -> range.strip().toLowerCase(java.util.Locale.ROOT))
                        .anyMatch(range -> range.equals(SDP) || range.equals("application/*") || range.equals("*/*"));
    }

    /** Says in a 415 or 406 what would be read. */
    static Response refuse(Response plain) {
        return plain.with(plain.headers().toBuilder()
                .add("Accept", ACCEPT)
                .add("Accept-Encoding", "identity")
                .build());
    }
}
