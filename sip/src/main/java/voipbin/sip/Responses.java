package voipbin.sip;

import java.util.List;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** Makes responses (RFC 3261, 8.2.6). */
final class Responses {

    /** What this stack does; Allow of all who ask. */
    static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, MESSAGE, UPDATE, PRACK, REFER, NOTIFY";

    /** The extensions that this stack's calls know; whoever requires others gets 420. */
    static final List<String> EXTENSIONS = List.of("100rel", "timer", "replaces", "norefersub", "tdialog");

    /** The value of Supported. */
    static final String SUPPORTED = String.join(", ", EXTENSIONS);

    private final String server;

    Responses(String server) {
        this.server = server;
    }

    /** @param tag our To tag, where the request has none yet; 100 carries none */
    Response to(Request request, int status, String phrase, String tag) {
        Headers.Builder headers = Headers.builder();
        boolean records = request.is(Method.INVITE) && status > 100 && status < 300;
        for (Header header : request.headers().all()) {
            if (header.is("Via") || records && header.is("Record-Route")) {
                headers.add(header);
            }
        }
        headers.add("From", request.header("From").orElseThrow());
        if (status > 100 && request.to().tag().isEmpty()) {
            headers.add("To", request.to().withTag(tag));
        } else {
            headers.add("To", request.header("To").orElseThrow());
        }
        headers.add("Call-ID", request.callId()).add("CSeq", request.cseq());
        if (!server.isEmpty()) {
            headers.add("Server", server);
        }
        return Response.of(status, phrase, headers.build());
    }
}
