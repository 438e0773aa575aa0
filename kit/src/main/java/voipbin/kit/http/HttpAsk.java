package voipbin.kit.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
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
    private final Known known;
    private final int bodyLimit;

    HttpAsk(Context request, Known known, int bodyLimit) {
        this.request = request;
        this.known = known;
        this.bodyLimit = bodyLimit;
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
        if (request.req().getContentLengthLong() > bodyLimit) {
            throw tooLarge();
        }
        try {
            byte[] bytes = request.req().getInputStream().readNBytes(bodyLimit + 1);
            if (bytes.length > bodyLimit) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException gone) {
            throw new Problem(Problem.Status.UNAVAILABLE, "REQUEST_CANCELED", "The body did not come.");
        }
    }

    private Problem tooLarge() {
        // the rest of the body is not worth reading
        request.header("Connection", "close");
        return Problem.invalid("body", "must not be longer than " + bodyLimit + " bytes");
    }

    @Override
    public String header(String name) {
        String value = request.header(name);
        return value == null ? "" : value;
    }

    @Override
    public InetAddress client() {
        String proxied = header("CF-Connecting-IP");
        try {
            return InetAddress.ofLiteral(proxied.isEmpty() ? request.ip() : proxied);
        } catch (IllegalArgumentException forged) {
            return InetAddress.ofLiteral(request.ip());
        }
    }

    @Override
    public String requestId() {
        return known.requestId();
    }
}
