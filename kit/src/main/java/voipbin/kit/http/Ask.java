package voipbin.kit.http;

import java.net.InetAddress;
import voipbin.base.Id;
import voipbin.kit.auth.Caller;
import voipbin.kit.page.PageAsk;

/** A request as its handler sees it; the HTTP engine stays behind it. */
public interface Ask {

    /** @throws IllegalStateException at an open route, which has none */
    Caller caller();

    /** A path parameter as it stands, percent-decoded. */
    String path(String name);

    /**
     * A path parameter that is an id.
     *
     * @throws voipbin.base.Problem 400 {@code INVALID_ID} if it is malformed or nil
     */
    default <T> Id<T> id(String name) {
        return id(name, "INVALID_ID");
    }

    /** The same with a reason of its own, e.g. {@code INVALID_CONTACT_ID}. */
    <T> Id<T> id(String name, String reason);

    /** A query parameter; an absent one is {@code otherwise}. */
    String query(String name, String otherwise);

    /** @throws voipbin.base.Problem 400 {@code INVALID_REQUEST_PARAMETER} if it is not a whole number */
    int query(String name, int otherwise);

    /** @throws voipbin.base.Problem 400 {@code MISSING_REQUEST_PARAMETER} if it is absent */
    String required(String name);

    /** {@code page_size} (usually and at most 100) and {@code page_token}. */
    default PageAsk page() {
        return page(100, 100);
    }

    /** The same with other sizes. */
    PageAsk page(int usual, int most);

    /**
     * The JSON body.
     *
     * @throws voipbin.base.Problem 400 {@code INVALID_JSON_BODY}
     */
    <B> B body(Class<B> type);

    /**
     * The file of a form, at a route that {@link Route#uploading} it.
     *
     * @throws voipbin.base.Problem 400 {@code INVALID_FILE_UPLOAD} if the body is no form, is broken, has no such file
     *     or is too long
     * @throws IllegalStateException at any other route
     */
    Upload upload(String field);

    /** A text of the same form; an absent one is {@code ""}. Fails as {@link #upload}. */
    String form(String field);

    /** A request header; an absent one is {@code ""}. */
    String header(String name);

    /** Where the request comes from (conventions §1). */
    InetAddress client();

    String requestId();
}
