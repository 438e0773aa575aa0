package voipbin.sip.guard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import voipbin.sip.message.Request;

/** Tools that say who they are: honest only because nobody has told their users how to hide it. */
public final class Scanners {

    /** As they stand in User-Agent; the first of them writes its name into From besides. */
    private static final List<String> NAMES = List.of(
            "sipvicious",
            "friendly-scanner",
            "friendly-request",
            "sipcli",
            "sip-scan",
            "sipscan",
            "pplsip",
            "sundayddr",
            "vaxsipuseragent",
            "siparmyknife",
            "sipptk",
            "nm@nm");

    private Scanners() {}

    public static boolean sent(Request request) {
        Optional<String> agent = request.header("User-Agent");
        return agent.isPresent() && isNamedIn(agent.get())
                || request.header("From")
                        .filter(from -> from.contains(NAMES.getFirst()))
                        .isPresent();
    }

    private static boolean isNamedIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String name : NAMES) {
            if (lower.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
