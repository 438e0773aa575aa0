package voipbin.platform.timeline;

import java.util.Arrays;
import java.util.Locale;
import voipbin.base.Problem;

/** The resources that have a timeline of their own. */
enum TimelineKind {
    CALLS,
    CONFERENCES,
    FLOWS,
    ACTIVEFLOWS;

    /** @throws Problem 400 {@code INVALID_RESOURCE_TYPE} */
    static TimelineKind of(String plural) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(plural))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "INVALID_RESOURCE_TYPE", "resource_type", "must be calls, conferences, flows or activeflows"));
    }

    /** What its events begin with. */
    String word() {
        String plural = name().toLowerCase(Locale.ROOT);
        return plural.substring(0, plural.length() - 1);
    }
}
