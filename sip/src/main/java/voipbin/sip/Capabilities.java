package voipbin.sip;

import java.util.Set;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** What this stack says about what it can and cannot do (RFC 3261, 8.2.1 and 11.2). */
final class Capabilities {

    /** Methods of SIP's registry that we know of and do not serve here; others are not implemented (501). */
    private static final Set<String> KNOWN = Set.of(
            "INVITE",
            "BYE",
            "CANCEL",
            "REGISTER",
            "OPTIONS",
            "INFO",
            "UPDATE",
            "MESSAGE",
            "SUBSCRIBE",
            "NOTIFY",
            "PUBLISH",
            "REFER",
            "PRACK");

    private Capabilities() {}

    /** The 200 to OPTIONS. */
    static Response answer(Response ok) {
        return ok.with(describe(ok.headers().toBuilder())
                .add("Accept", Bodies.ACCEPT)
                .add("Accept-Language", "en")
                .build());
    }

    /** 405 or 501 with Allow. */
    static Response refuse(Request request, Response shape) {
        boolean known = KNOWN.contains(request.method().name());
        return Response.of(
                known ? 405 : 501,
                known ? "Method Not Allowed" : "Not Implemented",
                describe(shape.headers().toBuilder()).build());
    }

    private static Headers.Builder describe(Headers.Builder headers) {
        return headers.add("Allow", Responses.ALLOW).add("Supported", Responses.SUPPORTED);
    }
}
