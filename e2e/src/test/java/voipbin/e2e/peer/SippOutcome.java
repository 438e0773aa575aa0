package voipbin.e2e.peer;

import java.util.List;

/**
 * How a run of SIPp went.
 *
 * @param exit 0: all calls as the scenario says; 1: some not; other: it could not run, or its time was up
 */
public record SippOutcome(int exit, int successful, int failed) {
    /**
     * @param statistics the CSV that -trace_stat writes: a line of names, then lines of figures, the last one counts
     */
    static SippOutcome of(int exit, String statistics) {
        var lines = statistics.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() < 2) {
            return new SippOutcome(exit, 0, 0);
        }
        var names = List.of(lines.getFirst().split(";", -1));
        var figures = List.of(lines.getLast().split(";", -1));
        return new SippOutcome(
                exit, figure(names, figures, "SuccessfulCall(C)"), figure(names, figures, "FailedCall(C)"));
    }

    private static int figure(List<String> names, List<String> figures, String name) {
        return Integer.parseInt(figures.get(names.indexOf(name)));
    }
}
