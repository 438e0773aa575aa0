package voipbin.server.doctor;

import voipbin.kit.json.Always;

/**
 * What one look has found.
 *
 * @param check what was looked at, e.g. {@code sip udp port}
 * @param found as it is
 * @param advice what to do about it; empty when all is well
 */
@Always
public record Finding(String check, Verdict verdict, String found, String advice) {

    /** How bad it is. */
    public enum Verdict {
        OK,
        /** It works, but not for everybody or not for long. */
        WARN,
        /** It does not work. */
        FAIL
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Verdict.OK, found, "");
    }

    static Finding warn(String check, String found, String advice) {
        return new Finding(check, Verdict.WARN, found, advice);
    }

    static Finding fail(String check, String found, String advice) {
        return new Finding(check, Verdict.FAIL, found, advice);
    }

    /** A line for a person, with a second one for the advice. */
    public String text() {
        String line = "%-4s  %-22s %s".formatted(verdict, check, found);
        return advice.isEmpty() ? line : line + "\n" + " ".repeat(29) + "→ " + advice;
    }
}
