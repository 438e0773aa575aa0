package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.json.Json;
import voipbin.kit.page.PageAsk;

/** A request that came over HTTP. */
final class HttpAsk implements Ask {

    /** What has been found out about a request before its handler sees it. */
    record Known(
            String requestId,
            Map<String, String> path,
            Map<String, String> query,
            @Nullable Caller caller) {}

    private final Context request;
    private final Route route;
    private final Known known;
    private final HttpConfig config;
    private byte @Nullable [] body;
    private @Nullable Form form;

    HttpAsk(Context request, Route route, Known known, HttpConfig config) {
        this.request = request;
        this.route = route;
        this.known = known;
        this.config = config;
    }

    @Override
    public Caller caller() {
        if (known.caller() == null) {
            throw new IllegalStateException("an open route has no caller");
        }
        return known.caller();
    }

    @Override
    public String path(String name) {
        String value = known.path().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path has no parameter " + name);
        }
        return value;
    }

    @Override
    public <T> Id<T> id(String name, String reason) {
        return Id.<T>parse(path(name))
                .filter(id -> !id.isNil())
                .orElseThrow(() -> Problem.invalid(reason, name, "must be a UUID other than the nil UUID"));
    }

    @Override
    public String query(String name, String otherwise) {
        return known.query().getOrDefault(name, otherwise);
    }

    @Override
    public int query(String name, int otherwise) {
        String text = query(name, "");
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw Problem.invalid("INVALID_REQUEST_PARAMETER", name, "must be a whole number");
        }
    }

    @Override
    public String required(String name) {
        String value = known.query().get(name);
        if (value == null) {
            throw Problem.invalid("MISSING_REQUEST_PARAMETER", name, "must be given");
        }
        return value;
    }

    @Override
    public PageAsk page(int usual, int most) {
        int size = query("page_size", usual);
        PageAsk page = PageAsk.of(size < 1 ? usual : size, most, query("page_token", ""));
        // a bad token is found here, before existence is looked at
        page.start();
        return page;
    }

    @Override
    public <B> B body(Class<B> type) {
        return Json.read(bytes(), type);
    }

    private byte[] bytes() {
        byte[] bytes = body == null ? new Body(request, config).read() : body;
        body = bytes;
        return bytes;
    }

    private Form parts() {
        Form read = form == null
                ? Form.read(
                        request,
                        route.notes()
                                .form()
                                .orElseThrow(() -> new IllegalStateException(route.path() + " does not say uploading")))
                : form;
        form = read;
        return read;
    }

    @Override
    public Upload upload(String field) {
        return parts().file(field);
    }

    @Override
    public String form(String field) {
        return parts().text(field);
    }

    /** Everything by which one POST differs from another, but for how the caller showed who it is. */
    byte[] fingerprint() {
        MessageDigest digest = Sha256.digest();
        StringBuilder head = new StringBuilder();
        head.append(caller().kind()).append(' ').append(caller().agentId()).append('\n');
        head.append(new TreeMap<>(known.path())).append('\n');
        SortedMap<String, String> query = new TreeMap<>(known.query());
        query.keySet().removeAll(Set.of("token", "accesskey"));
        digest.update(head.append(query).append('\n').toString().getBytes(UTF_8));
        if (route.notes().form().isPresent()) {
            parts().addTo(digest);
        } else {
            digest.update(bytes());
        }
        return digest.digest();
    }

    /** Gives back what the request took. */
    void end() {
        if (form != null) {
            form.delete();
        }
    }

    @Override
    public String header(String name) {
        String value = request.header(name);
        return value == null ? "" : value;
    }

    @Override
    public InetAddress client() {
        return clientOf(request, config);
    }

    static InetAddress clientOf(Context request, HttpConfig config) {
        InetAddress peer = InetAddress.ofLiteral(request.ip());
        String proxied = request.header("CF-Connecting-IP");
        if (proxied == null || !config.trustedProxies().contains(peer)) {
            return peer;
        }
        try {
            return InetAddress.ofLiteral(proxied);
        } catch (IllegalArgumentException malformed) {
            return peer;
        }
    }

    @Override
    public String requestId() {
        return known.requestId();
    }
}
