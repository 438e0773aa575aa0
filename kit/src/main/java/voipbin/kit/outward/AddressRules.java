package voipbin.kit.outward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to. Private, loopback, link-local, multicast and other special ranges (RFC 6890) may
 * not, also not hidden in an IPv6 address, unless the operator allows them.
 */
public final class AddressRules {

    private static final List<Cidr> SPECIAL = ranges(
            "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24",
            "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4",
            "::/128 ::1/128 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 fc00::/7 fe80::/10 fec0::/10 ff00::/8");

    /** Where an IPv4 address lies within an IPv6 one: compatible and mapped (RFC 4291), NAT64 (6052), 6to4 (3056). */
    private record Embedding(Cidr range, int offset) {}

    private static final List<Embedding> EMBEDDINGS = Stream.of(
                    new Embedding(range("::/96"), 12),
                    new Embedding(range("64:ff9b::/96"), 12),
                    new Embedding(range("2002::/16"), 2))
            .toList();

    private final boolean all;
    private final List<Cidr> allowed;

    private AddressRules(boolean all, List<Cidr> allowed) {
        this.all = all;
        this.allowed = List.copyOf(allowed);
    }

    /** Public addresses, and those of the ranges that the operator named. */
    public static AddressRules publicAnd(List<Cidr> allowed) {
        return new AddressRules(false, allowed);
    }

    /** Everything: for a server on which nobody but its operator has an account. */
    public static AddressRules anything() {
        return new AddressRules(true, List.of());
    }

    public boolean allow(InetAddress address) {
        return all || contains(allowed, address) || (!contains(SPECIAL, address) && allowsEmbedded(address));
    }

    private boolean allowsEmbedded(InetAddress address) {
        return EMBEDDINGS.stream()
                .filter(embedding -> embedding.range().contains(address))
                .allMatch(embedding -> allow(embedded(address, embedding.offset())));
    }

    private static InetAddress embedded(InetAddress address, int offset) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), offset, offset + 4));
        } catch (UnknownHostException fourBytesAreAnAddress) {
            throw new IllegalStateException(fourBytesAreAnAddress);
        }
    }

    private static boolean contains(List<Cidr> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<Cidr> ranges(String... lines) {
        return Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .map(AddressRules::range)
                .toList();
    }

    private static Cidr range(String text) {
        return Cidr.parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }
}
