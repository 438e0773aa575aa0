package voipbin.kit.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import voipbin.base.Problem;

/** Puts what Jetty refuses by itself (bad request lines, too long headers) into our envelope. */
final class JettyErrors extends ErrorHandler {

    private final RequestIds requestIds;

    JettyErrors(RequestIds requestIds) {
        this.requestIds = requestIds;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ByteBuffer body = body(code, response.getHeaders());
        response.write(true, body, callback);
    }

    private ByteBuffer body(int code, HttpFields.Mutable headers) {
        String requestId = requestIds.of(headers.get("X-Request-Id"));
        headers.put("X-Request-Id", requestId);
        headers.put(HttpHeader.CONTENT_TYPE, "application/json");
        return ByteBuffer.wrap(Envelope.of(problem(code), requestId));
    }

    private static Problem problem(int code) {
        return code < 500
                ? new Problem(Problem.Status.INVALID_ARGUMENT, "INVALID_ARGUMENT", "No proper HTTP request.")
                : new Problem(Problem.Status.UNAVAILABLE, "SERVICE_UNAVAILABLE", "Not served.");
    }
}
