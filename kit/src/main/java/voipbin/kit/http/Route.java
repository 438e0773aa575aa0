package voipbin.kit.http;

import java.lang.reflect.Type;
import java.util.function.Function;
import voipbin.base.Problem;

/**
 * One operation of the API: enough to serve it and to describe it.
 *
 * @param path from the root, parameters in braces: {@code /v1.0/calls/{id}}
 * @param body the record that its JSON body is read as; {@code Void.class} for none
 * @param result what it answers with 200; {@code WebSocket.class} if it is an upgrade
 * @param notes what else its description says
 */
public record Route(
        String method, String path, Access access, Class<?> body, Type result, Handler handler, Notes notes) {

    public Route(String method, String path, Access access, Class<?> body, Type result, Handler handler) {
        this(method, path, access, body, result, handler, Notes.NONE);
    }

    /** A page outside the API, such as {@code /health}: GET, open to everybody. */
    public static Route page(String path, Handler handler) {
        return new Route("GET", path, Access.OPEN, Void.class, Reply.class, handler);
    }

    /**
     * A GET that becomes a WebSocket (RFC 6455). The handler runs before the upgrade, with the same credentials as any
     * other route: what it throws is told in the envelope and nothing is upgraded.
     */
    public static Route webSocket(String path, Access access, Function<Ask, WebSocket> handler) {
        return new Route("GET", path, access, Void.class, WebSocket.class, handler::apply);
    }

    /** With a query parameter in its description; {@code type} is a Java type as in a body, an enum for given words. */
    public Route query(String name, Type type, String meaning) {
        return noted(notes.with(new Notes.Query(name, type, meaning)));
    }

    /** With a sentence of its own in its description. */
    public Route summary(String sentence) {
        return noted(notes.summary(sentence));
    }

    /** With reasons that its description names besides the general ones. */
    public Route failing(Problem.Status status, String... reasons) {
        Notes more = notes;
        for (String reason : reasons) {
            more = more.with(new Notes.Failure(status, reason));
        }
        return noted(more);
    }

    /**
     * Takes {@code multipart/form-data} (RFC 7578) with one file in place of a JSON body: see {@link Ask#upload}.
     *
     * @param field the name of the file's part
     * @param maxBytes the most that the file may have; the body limit of other routes does not count here
     * @param texts the names of the other parts
     */
    public Route uploading(String field, long maxBytes, String... texts) {
        return noted(notes.form(new Notes.Form(field, maxBytes, java.util.List.of(texts))));
    }

    /** Whether it is an upgrade to a WebSocket. */
    public boolean isWebSocket() {
        return result == WebSocket.class;
    }

    private Route noted(Notes other) {
        return new Route(method, path, access, body, result, handler, other);
    }
}
