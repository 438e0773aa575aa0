package voipbin.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who a message says it is from, beside From (RFC 3325), and what of that is to be kept from others (RFC 3323). To be
 * believed only when it comes from inside the trust domain.
 *
 * @param asserted P-Asserted-Identity: at most one SIP and one {@code tel:} address count
 * @param preferred P-Preferred-Identity
 * @param privacy the words of Privacy in lower case: {@code id}, {@code header}, {@code session}, {@code user},
 *     {@code none}, {@code critical}
 */
public record Identities(List<NameAddress> asserted, List<NameAddress> preferred, Set<String> privacy) {

    /** What a message says; addresses that cannot be read are left out. */
    public static Identities of(Message message) {
        return new Identities(
                addresses(message, "P-Asserted-Identity"),
                addresses(message, "P-Preferred-Identity"),
                privacy(message));
    }

    private static List<NameAddress> addresses(Message message, String name) {
        List<NameAddress> all = new ArrayList<>(2);
        for (String value : message.headers().values(name)) {
            Malformed.ifAny(() -> AddressParser.list(value)).ifPresent(all::addAll);
        }
        return List.copyOf(all);
    }

    private static Set<String> privacy(Message message) {
        Set<String> words = new TreeSet<>();
        for (String value : message.headers().values("Privacy")) {
            for (String word : value.split("[;,]")) {
                if (!word.isBlank()) {
                    words.add(word.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return Set.copyOf(words);
    }

    /** Whether the asserted identity must not be shown to the called party (RFC 3325, 7; RFC 3323, 4.2). */
    public boolean hidden() {
        return !privacy.contains("none")
                && (privacy.contains("id") || privacy.contains("user") || privacy.contains("header"));
    }

    /** The headers that say so. */
    public List<Header> headers() {
        List<Header> all = new ArrayList<>(3);
        asserted.forEach(one -> all.add(new Header("P-Asserted-Identity", one.toString())));
        preferred.forEach(one -> all.add(new Header("P-Preferred-Identity", one.toString())));
        if (!privacy.isEmpty()) {
            all.add(new Header("Privacy", String.join(";", new TreeSet<>(privacy))));
        }
        return List.copyOf(all);
    }
}
