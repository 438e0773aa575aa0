package voipbin.sip.message;

/** A response (RFC 3261, 7.2). */
public final class Response extends Message {

    private final int status;
    private final String phrase;

    private Response(int status, String phrase, Headers headers, byte[] body) {
        super(headers, body);
        this.status = status;
        this.phrase = phrase;
    }

    /** @throws IllegalArgumentException if the status is not 100–699 or the phrase would end the line */
    public static Response of(int status, String phrase, Headers headers, byte[] body) {
        boolean oneLine = phrase.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0);
        if (status < 100 || status > 699 || !oneLine) {
            throw new IllegalArgumentException("not a status line: " + status);
        }
        return new Response(status, phrase, headers, body);
    }

    public static Response of(int status, String phrase, Headers headers) {
        return of(status, phrase, headers, new byte[0]);
    }

    public int status() {
        return status;
    }

    public String phrase() {
        return phrase;
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The same response with other headers. */
    public Response with(Headers headers) {
        return headers == headers() ? this : new Response(status, phrase, headers, body());
    }

    /** The same response with a body of this media type. */
    public Response with(String contentType, byte[] body) {
        return new Response(
                status,
                phrase,
                headers().toBuilder().set("Content-Type", contentType).build(),
                body);
    }

    @Override
    public String startLine() {
        return "SIP/2.0 " + status + " " + phrase;
    }
}
