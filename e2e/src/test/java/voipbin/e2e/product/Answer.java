package voipbin.e2e.product;

import tools.jackson.databind.JsonNode;

/**
 * What the HTTP interface answered.
 *
 * @param body empty object if there was none
 */
public record Answer(int status, JsonNode body) {
    /** The body of an answer 200; fails the test if it was another. */
    public JsonNode ok() {
        if (status != 200) {
            throw new AssertionError("answered " + status + ": " + body);
        }
        return body;
    }

    /** The reason in the error envelope, empty if there is none. */
    public String reason() {
        return body.path("error").path("reason").asString("");
    }

    /** The sentence in the error envelope, empty if there is none. */
    public String message() {
        return body.path("error").path("message").asString("");
    }
}
