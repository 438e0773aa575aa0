package voipbin.base;

import java.util.List;
import java.util.Map;

/**
 * A failure that the caller is told about: a status, a stable machine-readable reason in SCREAMING_SNAKE, a text for a
 * person and, where it helps, details. Anything else that is thrown is a bug of ours.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The statuses of the API with their HTTP codes. */
    public enum Status {
        INVALID_ARGUMENT(400),
        UNAUTHENTICATED(401),
        PAYMENT_REQUIRED(402),
        PERMISSION_DENIED(403),
        NOT_FOUND(404),
        ALREADY_EXISTS(409),
        FAILED_PRECONDITION(409),
        RESOURCE_EXHAUSTED(429),
        INTERNAL(500),
        UNAVAILABLE(503);

        private final int http;

        Status(int http) {
            this.http = http;
        }

        public int http() {
            return http;
        }
    }

    private final Status status;
    private final String reason;
    private final transient List<Map<String, Object>> details;

    public Problem(Status status, String reason, String message) {
        this(status, reason, message, List.of());
    }

    public Problem(Status status, String reason, String message, List<Map<String, Object>> details) {
        // a refusal is an answer, not an accident: its stack is of no use and costs microseconds
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
        this.details = List.copyOf(details);
    }

    /** 400 {@code INVALID_ARGUMENT} about one field of the request: names it and the rule that it broke. */
    public static Problem invalid(String field, String rule) {
        return invalid("INVALID_ARGUMENT", field, rule);
    }

    /** 400 with a reason of its own about one field of the request. */
    public static Problem invalid(String reason, String field, String rule) {
        return new Problem(
                Status.INVALID_ARGUMENT, reason, field + ": " + rule, List.of(Map.of("field", field, "rule", rule)));
    }

    /** 404 {@code <NOUN>_NOT_FOUND}; the noun in the contract's words, e.g. {@code call}. */
    public static Problem notFound(String noun) {
        return new Problem(
                Status.NOT_FOUND, noun.toUpperCase(java.util.Locale.ROOT) + "_NOT_FOUND", "No such " + noun + ".");
    }

    /** 409: the thing is there, but not in a state in which this can be done. */
    public static Problem conflict(String reason, String message) {
        return new Problem(Status.FAILED_PRECONDITION, reason, message);
    }

    /** 403 {@code PERMISSION_DENIED}. */
    public static Problem forbidden(String message) {
        return new Problem(Status.PERMISSION_DENIED, "PERMISSION_DENIED", message);
    }

    public Status status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    public List<Map<String, Object>> details() {
        return details;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
