package voipbin.speech.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a {@code <break>} is (SSML 1.1 §3.2.3). */
final class Breaks {

    private static final Pattern TIME = Pattern.compile("\\+?(\\d{0,6}(?:\\.\\d{1,6})?)(ms|s)");

    private Breaks() {}

    static Pause pause(String time, String strength) {
        Matcher matcher = TIME.matcher(time);
        if (matcher.matches() && !matcher.group(1).isEmpty()) {
            double unit = matcher.group(2).equals("s") ? 1000 : 1;
            return new Pause((int) Math.round(Double.parseDouble(matcher.group(1)) * unit));
        }
        return switch (strength) {
            case "none" -> new Pause(0);
            case "x-weak" -> new Pause(100);
            case "weak" -> new Pause(250);
            case "strong" -> new Pause(750);
            case "x-strong" -> new Pause(1000);
            default -> new Pause(500);
        };
    }
}
