package voipbin.platform.dial;

import voipbin.base.Problem;

/** Whether a call hides who makes it. */
enum Anonymous {
    YES,
    NO;

    /** {@code auto} is {@code no} for a call that nobody's incoming one caused. */
    static Anonymous of(String text) {
        return switch (text) {
            case "yes" -> YES;
            case "", "no", "auto" -> NO;
            default -> throw Problem.invalid("INVALID_ANONYMOUS_VALUE", "anonymous", "must be yes, no or auto");
        };
    }
}
