package voipbin.kit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a reply carries. */
sealed interface Content {

    record Bytes(byte[] bytes) implements Content {}

    /** A file, read while it is sent. */
    record File(Path path) implements Content {
        long size() throws IOException {
            return Files.size(path);
        }
    }

    /** Something that is made while it is sent. */
    record Streamed(Reply.Writer writer) implements Content {
        void writeTo(OutputStream out) throws IOException {
            writer.writeTo(out);
        }
    }

    /** Not an answer, but the end of HTTP on this connection. */
    record Upgrade(WebSocket socket) implements Content {}
}
