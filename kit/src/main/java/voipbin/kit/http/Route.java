package voipbin.kit.http;

import java.lang.reflect.Type;

/**
 * One operation of the API: enough to serve it and to describe it.
 *
 * @param path from the root, parameters in braces: {@code /v1.0/calls/{id}}
 * @param body the record that its JSON body is read as; {@code Void.class} for none
 * @param result what it answers with 200
 */
public record Route(String method, String path, Access access, Class<?> body, Type result, Handler handler) {

    /** A page outside the API, such as {@code /health}: GET, open to everybody. */
    public static Route page(String path, Handler handler) {
        return new Route("GET", path, Access.OPEN, Void.class, Reply.class, handler);
    }
}
