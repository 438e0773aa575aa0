package voipbin.platform.edge;

import java.util.Optional;
import voipbin.platform.address.Address;

/** Telephone numbers as people and carriers write them, made what numbers are kept as. */
final class E164 {

    private E164() {}

    /** With {@code +}; {@code 00} and bare digits are taken for international too. Empty for what is no number. */
    static Optional<String> of(String text) {
        String digits = text.replaceAll("[-. ()]", "");
        String international = digits.startsWith("00") ? "+" + digits.substring(2) : digits;
        String number = international.startsWith("+") ? international : "+" + international;
        return Optional.of(number).filter(Address::isE164);
    }
}
