package voipbin.kit.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes replies. */
final class Answering {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final Upgrades upgrades;

    Answering(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    /** @return the status that was written */
    int write(Context request, Reply reply) {
        if (reply.content() instanceof Content.Upgrade(WebSocket socket)) {
            upgrades.upgrade(request, socket);
            return request.res().getStatus();
        }
        request.status(reply.status());
        reply.headers().forEach(request::header);
        for (Reply.Cookie cookie : reply.cookies()) {
            request.res().addHeader("Set-Cookie", cookie.toString());
        }
        if (!reply.contentType().isEmpty()) {
            request.contentType(reply.contentType());
        }
        switch (reply.content()) {
            case Content.Bytes(byte[] bytes) -> request.result(bytes);
            case Content.File file -> copy(request, file);
            case Content.Streamed streamed -> stream(request, streamed);
            case Content.Upgrade _ -> throw new IllegalStateException("is upgraded above");
        }
        return reply.status();
    }

    private static void copy(Context request, Content.File file) {
        try {
            request.res().setContentLengthLong(file.size());
            if (!request.req().getMethod().equals("HEAD")) {
                Files.copy(file.path(), request.res().getOutputStream());
            }
        } catch (IOException broken) {
            breakOff(request, broken);
        }
    }

    private static void stream(Context request, Content.Streamed streamed) {
        if (request.req().getMethod().equals("HEAD")) {
            return;
        }
        try {
            OutputStream out = request.res().getOutputStream();
            streamed.writeTo(out);
            out.flush();
        } catch (IOException broken) {
            breakOff(request, broken);
        }
    }

    /** An answer that has begun cannot become another one; the client sees that it is not whole. */
    private static void breakOff(Context request, IOException broken) {
        LOG.debug("an answer was broken off", broken);
        request.header("Connection", "close");
        org.eclipse.jetty.ee10.servlet.ServletContextRequest.getServletContextRequest(request.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close(broken);
    }
}
