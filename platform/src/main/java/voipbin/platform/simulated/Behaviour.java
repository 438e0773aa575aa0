package voipbin.platform.simulated;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import voipbin.platform.address.Address;

/**
 * What a simulated callee does, as its number says: {@code +899000 K RR AAA}.
 *
 * @param ringing {@code RR}, in seconds
 * @param argument {@code AAA}: the keys to press, else the seconds after which it hangs up, 000 for never
 */
record Behaviour(Kind kind, Duration ringing, String argument) {

    /** {@code K}, from 0 on. */
    enum Kind {
        /** Answers and says nothing. */
        SILENT,
        /** Answers and says hello. */
        PERSON,
        /** Is busy: 486. */
        BUSY,
        /** Rings and never answers. */
        NO_ANSWER,
        /** Answers with a long greeting and a beep, and then is silent. */
        MACHINE,
        /** Answers and talks on and on. */
        TALKER,
        /** Answers and presses keys. */
        KEYS,
        /** Does not want to talk: 603. */
        DECLINES,
        /** Cannot be reached: 503, which another provider might do better. */
        OUT_OF_SERVICE,
        /** Answers and says what it hears. */
        ECHO
    }

    private static final Pattern NUMBER = Pattern.compile("\\+899000([0-9])([0-9]{2})([0-9]{3})");

    /** Empty for any other number. */
    static Optional<Behaviour> of(String number) {
        Matcher matcher = NUMBER.matcher(number);
        return Address.isSimulated(number) && matcher.matches()
                ? Optional.of(new Behaviour(
                        Kind.values()[Integer.parseInt(matcher.group(1))],
                        Duration.ofSeconds(Integer.parseInt(matcher.group(2))),
                        matcher.group(3)))
                : Optional.empty();
    }

    /** When it hangs up, counted from its answer. */
    Optional<Duration> stays() {
        int seconds = Integer.parseInt(argument);
        return kind == Kind.KEYS || seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }
}
