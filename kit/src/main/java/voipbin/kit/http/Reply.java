package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import voipbin.kit.json.Json;

/** An answer that is not simply 200 with JSON. */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers, List<Cookie> cookies) {

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
        return new Reply(200, "application/json", Json.bytes(value), Map.of(), List.of());
    }

    public static Reply html(String page) {
        return new Reply(200, "text/html;charset=utf-8", page.getBytes(UTF_8), Map.of(), List.of());
    }

    public static Reply text(String text) {
        return new Reply(200, "text/plain;charset=utf-8", text.getBytes(UTF_8), Map.of(), List.of());
    }

    public static Reply bytes(String contentType, byte[] body) {
        return new Reply(200, contentType, body, Map.of(), List.of());
    }

    /** 307 with {@code Location}. */
    public static Reply redirect(String location) {
        return empty(307).header("Location", location);
    }

    /** A bare status. */
    public static Reply empty(int status) {
        return new Reply(status, "", new byte[0], Map.of(), List.of());
    }

    public Reply status(int other) {
        return new Reply(other, contentType, body, headers, cookies);
    }

    public Reply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more, cookies);
    }

    public Reply cookie(Cookie cookie) {
        List<Cookie> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Reply(status, contentType, body, headers, more);
    }
}
