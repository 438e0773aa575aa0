package voipbin.kit.page;

import java.time.Instant;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.json.Times;

/**
 * The page that a client asks for (conventions §7).
 *
 * @param size how many at most
 * @param token where the page before ended; {@code ""} for the first page
 */
public record PageAsk(int size, String token) {

    private static final char MARK = '~';

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
     * @throws Problem 400 {@code INVALID_REQUEST_PARAMETER}
     */
    public Optional<Start> start() {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        int mark = token.indexOf(MARK);
        String time = mark < 0 ? token : token.substring(0, mark);
        // the nil id stands before all others: behind a plain time come only older rows, as in the reference
        Optional<Id<Object>> id = mark < 0 ? Optional.of(Id.nil()) : Id.parse(token.substring(mark + 1));
        if (Times.read(time).isEmpty() || id.isEmpty()) {
            throw Problem.invalid("INVALID_REQUEST_PARAMETER", "page_token", "must be a next_page_token");
        }
        return Optional.of(new Start(Times.read(time).get(), id.get()));
    }

    /** The token of a page that ends with the row of this time and id. */
    public static String tokenAfter(Instant time, Id<?> id) {
        return Times.fixed(time) + MARK + id;
    }
}
