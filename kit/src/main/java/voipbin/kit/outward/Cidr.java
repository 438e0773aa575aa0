package voipbin.kit.outward;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses, {@code 10.0.0.0/8} or {@code fc00::/7} (RFC 4632, RFC 4291 §2.3).
 *
 * @param bits how many leading bits of the network count
 */
public record Cidr(InetAddress network, int bits) {

    /** Reads {@code address/bits}, or one address alone; a host name is none. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int most = network.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Cidr(network, bits));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Never for an address of the other family. */
    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
