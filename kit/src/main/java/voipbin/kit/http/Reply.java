package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import voipbin.kit.json.Json;

/** An answer that is not simply 200 with JSON. */
public final class Reply {

    private final int status;
    private final String contentType;
    private final Content content;
    private final Map<String, String> headers;
    private final List<Cookie> cookies;

    private Reply(
            int status, String contentType, Content content, Map<String, String> headers, List<Cookie> cookies) {
        this.status = status;
        this.contentType = contentType;
        this.content = content;
        this.headers = headers;
        this.cookies = cookies;
    }

    /** Writes a body while it is sent; what it throws breaks the connection off. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A cookie for the whole site, HttpOnly, SameSite=Strict; a life of zero takes it away. */
    public record Cookie(String name, String value, Duration life, boolean secure) {
        /** As in {@code Set-Cookie} (RFC 6265 §4.1). */
        @Override
        public String toString() {
            return name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Strict"
                    + (secure ? "; Secure" : "");
        }
    }

    public static Reply json(@Nullable Object value) {
        return bytes("application/json", Json.bytes(value));
    }

    public static Reply html(String page) {
        return bytes("text/html;charset=utf-8", page.getBytes(UTF_8));
    }

    public static Reply text(String text) {
        return bytes("text/plain;charset=utf-8", text.getBytes(UTF_8));
    }

    public static Reply bytes(String contentType, byte[] body) {
        return of(contentType, new Content.Bytes(body));
    }

    /**
     * A file, sent as it lies on disk.
     *
     * @param name under which a browser saves it; {@code ""} lets a browser show it
     * @throws IOException when there is no such file to be read
     */
    public static Reply file(Path file, String contentType, String name) throws IOException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
        Reply reply = of(contentType, new Content.File(file));
        return name.isEmpty() ? reply : reply.header("Content-Disposition", attachment(name));
    }

    /** A body of unknown length, made while it is sent. */
    public static Reply stream(String contentType, Writer writer) {
        return of(contentType, new Content.Streamed(writer));
    }

    static Reply upgrade(WebSocket socket) {
        return of("", new Content.Upgrade(socket)).status(101);
    }

    private static Reply of(String contentType, Content content) {
        return new Reply(200, contentType, content, Map.of(), List.of());
    }

    /** RFC 6266 §4: the name in UTF-8, percent-encoded (RFC 8187). */
    private static String attachment(String name) {
        return "attachment; filename*=UTF-8''" + URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    /** 307 with {@code Location}. */
    public static Reply redirect(String location) {
        return empty(307).header("Location", location);
    }

    /** A bare status. */
    public static Reply empty(int status) {
        return bytes("", new byte[0]).status(status);
    }

    public Reply status(int other) {
        return new Reply(other, contentType, content, headers, cookies);
    }

    public Reply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, content, more, cookies);
    }

    public Reply cookie(Cookie cookie) {
        List<Cookie> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Reply(status, contentType, content, headers, more);
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    Content content() {
        return content;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<Cookie> cookies() {
        return cookies;
    }
}
