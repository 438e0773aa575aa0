package voipbin.kit.page;

import java.time.Instant;
import java.util.Optional;
import voipbin.base.Id;

/**
 * The page that a client asks for (conventions §7).
 *
 * @param size how many at most
 * @param token where the page before ended; {@code ""} for the first page
 */
public record PageAsk(int size, String token) {

    /** The first page in the usual size. */
    public static final PageAsk FIRST = new PageAsk(100, "");

    /** Where a page starts: behind the row of this time and, among those of one microsecond, of this id. */
    public record Start(Instant time, Id<?> id) {}

    /** The size within 1 and {@code most}; anything else silently becomes {@code most}. */
    public static PageAsk of(int size, int most, String token) {
        return new PageAsk(size < 1 || size > most ? most : size, token);
    }

    /**
     * Reads the token: one of ours or, as the reference's clients may hold, a plain time.
     *
     * @throws voipbin.base.Problem 400 {@code INVALID_REQUEST_PARAMETER}
     */
    public Optional<Start> start() {
        throw new UnsupportedOperationException();
    }

    /** The token of a page that ends with the row of this time and id. */
    public static String tokenAfter(Instant time, Id<?> id) {
        throw new UnsupportedOperationException();
    }
}
