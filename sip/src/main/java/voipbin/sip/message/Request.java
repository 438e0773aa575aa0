package voipbin.sip.message;

/** A request (RFC 3261, 7.1). */
public final class Request extends Message {

    private final Method method;
    private final Uri uri;

    private Request(Method method, Uri uri, Headers headers, byte[] body) {
        super(headers, body);
        this.method = method;
        this.uri = uri;
    }

    public static Request of(Method method, Uri uri, Headers headers, byte[] body) {
        return new Request(method, uri, headers, body);
    }

    public static Request of(Method method, Uri uri, Headers headers) {
        return new Request(method, uri, headers, new byte[0]);
    }

    public Method method() {
        return method;
    }

    public boolean is(Method other) {
        return method.equals(other);
    }

    /** The Request-URI. */
    public Uri uri() {
        return uri;
    }

    /** The same request with other headers. */
    public Request with(Headers headers) {
        return new Request(method, uri, headers, body());
    }

    @Override
    public String startLine() {
        return method + " " + uri + " SIP/2.0";
    }
}
