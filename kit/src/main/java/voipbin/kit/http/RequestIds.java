package voipbin.kit.http;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name by which a request is found in the log (conventions §10). */
final class RequestIds {

    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final RandomGenerator random;

    RequestIds(RandomGenerator random) {
        this.random = random;
    }

    /** The client's own, if it is one; else {@code req_} and 26 characters. */
    String of(@Nullable String header) {
        if (header != null && ACCEPTED.matcher(header).matches()) {
            return header;
        }
        StringBuilder id = new StringBuilder("req_");
        for (int i = 0; i < 26; i++) {
            id.append(BASE_32.charAt(random.nextInt(32)));
        }
        return id.toString();
    }
}
