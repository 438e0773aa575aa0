package voipbin.sip.message;

import java.util.ArrayList;
import java.util.List;

/** A request (RFC 3261, 7.1). */
public final class Request extends Message {

    private final Method method;
    private final Uri uri;

    private Request(Method method, Uri uri, Headers headers, byte[] body) {
        super(headers, body);
        this.method = method;
        this.uri = uri;
    }

    private Request(Request same, Headers headers, List<Via> vias) {
        super(same, headers, vias);
        this.method = same.method;
        this.uri = same.uri;
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
        return headers == headers() ? this : new Request(method, uri, headers, body());
    }

    /** What is left of it without headers and body. */
    public Request bare() {
        return of(method, uri, Headers.builder().build());
    }

    /** The same request with a body of this media type; without a type none. */
    public Request with(String contentType, byte[] body) {
        Headers.Builder headers = headers().toBuilder();
        Headers described = contentType.isEmpty()
                ? headers.remove("Content-Type").build()
                : headers.set("Content-Type", contentType).build();
        return new Request(method, uri, described, body);
    }

    /** The same request with another topmost Via; it stands first, the others follow in lines of their own. */
    public Request withTop(Via via) {
        List<Via> vias = new ArrayList<>(vias());
        vias.set(0, via);
        Headers.Builder headers = Headers.builder();
        vias.forEach(one -> headers.add("Via", one));
        for (Header header : headers().all()) {
            if (!header.is("Via")) {
                headers.add(header);
            }
        }
        return new Request(this, headers.build(), List.copyOf(vias));
    }

    @Override
    public String startLine() {
        return method + " " + uri + " SIP/2.0";
    }
}
