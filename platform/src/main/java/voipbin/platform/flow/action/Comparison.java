package voipbin.platform.flow.action;

/** The operators of conditions. */
final class Comparison {

    private Comparison() {}

    /**
     * @param order what comes of comparing left with right: below, at or above 0; of an unknown operator nothing holds
     */
    static boolean holds(String condition, int order) {
        return switch (condition) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            default -> false;
        };
    }
}
