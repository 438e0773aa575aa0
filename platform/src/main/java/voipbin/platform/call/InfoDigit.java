package voipbin.platform.call;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import voipbin.sip.message.Request;

/** A key that a SIP INFO tells of, in one of the two forms that phones have made custom; no RFC knows either. */
record InfoDigit(char digit, Duration held) {

    private static final String KEYS = "0123456789*#ABCD";
    private static final Duration USUALLY = Duration.ofMillis(160);
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*(\\S+)\\s*$");
    private static final Pattern DURATION = Pattern.compile("(?im)^\\s*Duration\\s*=\\s*(\\d{1,5})\\s*$");

    /** Empty for any other INFO, and for what is no key. */
    static Optional<InfoDigit> of(Request info) {
        String body = new String(info.body(), StandardCharsets.UTF_8);
        String type = info.contentType().orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/dtmf-relay")) {
            Duration held = first(DURATION, body)
                    .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                    .orElse(USUALLY);
            return first(SIGNAL, body).flatMap(InfoDigit::key).map(key -> new InfoDigit(key, held));
        }
        return type.startsWith("application/dtmf")
                ? key(body.strip()).map(key -> new InfoDigit(key, USUALLY))
                : Optional.empty();
    }

    private static Optional<String> first(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Some write the key, some its number among the events of RFC 4733 §3.2: 10 is the star. */
    private static Optional<Character> key(String signal) {
        if (signal.matches("1[0-5]")) {
            return Optional.of(KEYS.charAt(Integer.parseInt(signal)));
        }
        String key = signal.toUpperCase(Locale.ROOT);
        return key.length() == 1 && KEYS.contains(key) ? Optional.of(key.charAt(0)) : Optional.empty();
    }
}
