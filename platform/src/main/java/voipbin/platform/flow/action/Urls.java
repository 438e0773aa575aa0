package voipbin.platform.flow.action;

import java.net.URI;
import voipbin.base.Problem;

/** Reads the URLs of options. */
final class Urls {

    private Urls() {}

    static URI of(String field, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid(field, "'" + text + "' is not a URL");
        }
    }
}
