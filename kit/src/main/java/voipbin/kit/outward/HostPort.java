package voipbin.kit.outward;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that somebody names, and a port of it.
 *
 * @param host a name or an address, an IPv6 one without brackets
 */
public record HostPort(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:/?#@\\s]+)):(\\d{1,5})");
    private static final int HIGHEST = 65_535;

    /** {@code host:port}, {@code address:port} or {@code [IPv6 address]:port}; empty for anything else. */
    public static Optional<HostPort> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(form.group(3));
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return port < 1 || port > HIGHEST ? Optional.empty() : Optional.of(new HostPort(host, port));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
