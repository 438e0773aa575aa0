package voipbin.platform.edge;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The addresses that carriers send from. */
public final class Carriers implements Predicate<InetAddress> {

    private final Set<InetAddress> addresses;

    /**
     * @param list of IPv4 and IPv6 addresses, separated by commas; may be empty
     * @throws IllegalArgumentException for anything else
     */
    public Carriers(String list) {
        addresses = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(InetAddress::ofLiteral)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean test(InetAddress source) {
        return addresses.contains(source);
    }
}
