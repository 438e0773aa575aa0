package voipbin.sip.message;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a session lasts without a refresh, and who refreshes (RFC 4028, 4).
 *
 * @param interval whole seconds
 * @param refresher empty where the answerer shall decide
 */
public record SessionExpires(Duration interval, Optional<Refresher> refresher) {

    /** The client or the server of the transaction that carries the header. */
    public enum Refresher {
        UAC,
        UAS
    }

    private static final long LONGEST = 0xffff_ffffL;

    /** Empty if there is none or it cannot be read. */
    public static Optional<SessionExpires> of(Message message) {
        return message.header("Session-Expires").flatMap(value -> Malformed.ifAny(() -> read(value)));
    }

    private static SessionExpires read(String value) {
        int end = value.indexOf(';');
        long seconds = Numbers.parse((end < 0 ? value : value.substring(0, end)).strip(), LONGEST);
        Parameters parameters =
                end < 0 ? Parameters.none() : ParameterParser.ofHeader(new Cursor(value.substring(end)));
        return new SessionExpires(
                Duration.ofSeconds(seconds),
                parameters.get("refresher").flatMap(word -> switch (word.toLowerCase(java.util.Locale.ROOT)) {
                    case "uac" -> Optional.of(Refresher.UAC);
                    case "uas" -> Optional.of(Refresher.UAS);
                    default -> Optional.empty();
                }));
    }

    /** Min-SE of a message, 90 s where there is none (RFC 4028, 5). */
    public static Duration least(Message message) {
        return message.header("Min-SE")
                .map(value -> value.indexOf(';') < 0 ? value : value.substring(0, value.indexOf(';')))
                .flatMap(value -> Malformed.ifAny(() -> Duration.ofSeconds(Numbers.parse(value.strip(), LONGEST))))
                .orElse(LEAST);
    }

    /** No session may be shorter (RFC 4028, 4). */
    public static final Duration LEAST = Duration.ofSeconds(90);

    @Override
    public String toString() {
        return interval.toSeconds()
                + refresher
                        .map(who -> who == Refresher.UAC ? ";refresher=uac" : ";refresher=uas")
                        .orElse("");
    }
}
