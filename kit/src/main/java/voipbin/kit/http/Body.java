package voipbin.kit.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import voipbin.base.Problem;

/** Reads a whole body, unless it is too long or comes too slowly. */
final class Body {

    private static final int PIECE = 8 * 1024;

    private final Context request;
    private final HttpConfig config;

    Body(Context request, HttpConfig config) {
        this.request = request;
        this.config = config;
    }

    byte[] read() {
        if (request.req().getContentLengthLong() > config.bodyLimit()) {
            throw tooLong();
        }
        try {
            return read(request.req().getInputStream());
        } catch (IOException gone) {
            request.header("Connection", "close");
            throw new Problem(Problem.Status.UNAVAILABLE, "REQUEST_CANCELED", "The body did not come.");
        }
    }

    private byte[] read(InputStream in) throws IOException {
        long from = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            body.write(piece, 0, length);
            if (body.size() > config.bodyLimit()) {
                throw tooLong();
            }
            // silence is found by the connection's idle timeout, trickling only here
            if (System.nanoTime() - from > config.patience().toNanos()) {
                throw tooSlow();
            }
        }
        return body.toByteArray();
    }

    private Problem tooLong() {
        // the rest of the body is not worth reading
        request.header("Connection", "close");
        return Problem.invalid("body", "must not be longer than " + config.bodyLimit() + " bytes");
    }

    private Problem tooSlow() {
        request.header("Connection", "close");
        return new Problem(Problem.Status.UNAVAILABLE, "REQUEST_TIMEOUT", "The body came too slowly.");
    }
}
