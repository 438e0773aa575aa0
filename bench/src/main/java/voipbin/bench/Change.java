package voipbin.bench;

/** Tells one change of an agent from all others: who was changed, and the microsecond when. */
record Change(String text) {

    /** @param json an agent, or an event about it */
    static Change in(String json) {
        return new Change(value(json, "\"id\":\"") + " " + value(json, "\"tm_update\":\""));
    }

    private static String value(String json, String before) {
        int begin = json.indexOf(before) + before.length();
        int end = json.indexOf('"', begin);
        return begin < before.length() || end < 0 ? "" : json.substring(begin, end);
    }
}
