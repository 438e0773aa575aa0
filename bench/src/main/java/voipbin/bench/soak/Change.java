package voipbin.bench.soak;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change of one phone number. The number's name tells which: its life, and the step of that life.
 *
 * @param life names the resource: who made it, and the how-manieth of its maker it is
 * @param step 0 when it is made, one more at each edit, {@link #LAST} when it is deleted
 */
record Change(String life, int step) {

    static final int LAST = Integer.MAX_VALUE;

    private static final Pattern NAME = Pattern.compile("soak ([0-9]+-[0-9]+) ([0-9]{1,8})");

    /** As the number is called after it. */
    String name() {
        return "soak " + life + " " + step;
    }

    /** The change that an event is about; empty for events of other things. */
    static Optional<Change> of(String eventType, String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String life = matcher.group(1);
        return switch (eventType) {
            case "number_created", "number_updated" ->
                Optional.of(new Change(life, Integer.parseInt(matcher.group(2))));
            // it carries the name that the last edit gave it
            case "number_deleted" -> Optional.of(new Change(life, LAST));
            default -> Optional.empty();
        };
    }
}
