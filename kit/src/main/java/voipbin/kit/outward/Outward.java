package voipbin.kit.outward;

import java.net.URI;
import java.util.Map;

/** What is sent outward and what comes of it. */
public final class Outward {

    /**
     * A request.
     *
     * @param account whose it is: connections are not shared between accounts
     * @param uri http or https, with a host
     * @param headers {@code Content-Type} among them when the body is not JSON; an empty one is not sent
     * @param json the body
     */
    public record Request(String account, String method, URI uri, Map<String, String> headers, byte[] json) {}

    /** How a request ended. */
    public sealed interface Outcome permits Answered, Unreachable, Forbidden {}

    /**
     * The last server answered; its body is not kept.
     *
     * @param retryAfter its header of this name, {@code ""} without one
     */
    public record Answered(int status, String retryAfter) implements Outcome {}

    /** Nobody answered (in time), for now: no such host, refused connection, bad certificate, too many redirects. */
    public record Unreachable(String reason) implements Outcome {}

    /** The target is none that may be asked; trying again does not help. */
    public record Forbidden(String reason) implements Outcome {}

    /** What came of fetching something. */
    public sealed interface Fetch permits Fetched, NotFetched {}

    /** The last server answered. */
    @SuppressWarnings("ArrayRecordComponent") // a body, handed on as it is and never compared
    public record Fetched(int status, byte[] body) implements Fetch {}

    /** Nobody answered, the target may not be asked, or the body was too long; says which. */
    public record NotFetched(String reason) implements Fetch {}

    private Outward() {}
}
