package voipbin.kit.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Route;
import voipbin.kit.json.Json;

/**
 * {@code GET /openapi.json}, and {@code GET /docs}, a page that shows it and can try its operations; the page loads
 * nothing from anywhere else.
 */
public final class Documentation {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String title;
    private final String version;
    private final List<Route> described;
    private final AtomicReference<byte @Nullable []> document = new AtomicReference<>();

    private Documentation(String title, String version, List<Route> described) {
        this.title = title;
        this.version = version;
        this.described = described;
    }

    /** Routes that describe these routes; see {@link Description#of}. The document is made when it is first asked for. */
    public static List<Route> routes(String title, String version, List<Route> described) {
        Documentation documentation = new Documentation(title, version, List.copyOf(described));
        return List.of(
                Route.page("/openapi.json", _ -> documentation.document()),
                Route.page("/docs", _ -> file("docs.html", "text/html;charset=utf-8")),
                Route.page("/docs/docs.js", _ -> file("docs.js", "text/javascript;charset=utf-8")),
                Route.page("/docs/docs.css", _ -> file("docs.css", "text/css;charset=utf-8")));
    }

    private Reply document() {
        byte[] made = document.get();
        if (made == null) {
            made = Json.bytes(Description.of(title, version, described));
            document.set(made);
        }
        return Reply.bytes("application/json", made);
    }

    private static Reply file(String name, String type) {
        try (InputStream in = Documentation.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " is not on the class path");
            }
            return Reply.bytes(type, in.readAllBytes())
                    .header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
