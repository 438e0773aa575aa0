package voipbin.kit.json;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** Times as the API writes and reads them (conventions §9). */
public final class Times {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter TRIMMED = new DateTimeFormatterBuilder()
            .append(SECONDS)
            .appendFraction(NANO_OF_SECOND, 0, 6, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter FIXED = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int FIXED_LENGTH = "2000-01-01T00:00:00.000000Z".length();

    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .append(SECONDS)
            .appendFraction(NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private Times() {}

    /** RFC 3339 with as many of six digits of fraction as it takes; finer time is cut. */
    public static String write(Instant time) {
        return TRIMMED.format(time);
    }

    /** Always with six digits of fraction, so that texts sort as times do. */
    public static String fixed(Instant time) {
        return FIXED.format(time);
    }

    /** Reads what {@link #fixed} wrote; anything else is {@code DateTimeException} or nonsense. */
    public static Instant ofFixed(String text) {
        if (text.length() != FIXED_LENGTH) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                .toEpochDay();
        int second = digits(text, 11, 13) * 3600 + digits(text, 14, 16) * 60 + digits(text, 17, 19);
        return Instant.ofEpochSecond(day * 86_400 + second, digits(text, 20, 26) * 1_000L);
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** With {@code T} or a space, with {@code Z} or without, with a fraction or without; always UTC. */
    public static Optional<Instant> read(String text) {
        String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return Optional.of(
                    LocalDateTime.parse(local.replace(' ', 'T'), LENIENT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
