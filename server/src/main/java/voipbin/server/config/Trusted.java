package voipbin.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import voipbin.sip.guard.Network;

/** Reads {@code sip.trusted}. */
public final class Trusted {

    private Trusted() {}

    /** What of it can be read. */
    public static List<Network> networks(String list) {
        return entries(list).flatMap(entry -> Network.parse(entry).stream()).toList();
    }

    static List<String> mistakes(String list) {
        return entries(list).filter(entry -> Network.parse(entry).isEmpty()).toList();
    }

    private static Stream<String> entries(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).filter(entry -> !entry.isEmpty());
    }
}
