package voipbin.platform.address;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An endpoint of a call: what it is, where it is reached, and how it is shown. All strings, empty when unknown.
 *
 * @param type {@code tel}, {@code sip}, {@code extension}, {@code agent} … as the contract lists them
 * @param target E.164 number, SIP URI without scheme or id, as the type wants
 * @param targetName caller-ID name, or the dial name of an extension
 */
public record Address(String type, String target, String targetName, String name, String detail) {

    public static final String TEL = "tel";
    public static final String SIP = "sip";
    public static final String EXTENSION = "extension";
    public static final String AGENT = "agent";

    public static final Address NONE = new Address("", "", "", "", "");

    private static final Pattern E164 = Pattern.compile("\\+[0-9]{7,15}");

    private static final Pattern SIMULATED = Pattern.compile("\\+899000[0-9]{6}");

    public static Address of(String type, String target, String targetName) {
        return new Address(type, target, targetName, "", "");
    }

    public boolean is(String type) {
        return this.type.equals(type);
    }

    /** Whether a text is a phone number in E.164 form: {@code +} and 7 to 15 digits, nothing else. */
    public static boolean isE164(String text) {
        return E164.matcher(text).matches();
    }

    /** Whether a number is nobody's but a callee's that this server plays: docs/simulated-callees.md. */
    public static boolean isSimulated(String number) {
        return SIMULATED.matcher(number).matches();
    }

    /** Whether this is a telephone number that only the telephone network reaches. */
    public boolean needsTelephoneNetwork() {
        return is(TEL) && !isSimulated(normalized().target());
    }

    /** The form in which addresses are stored. Idempotent; never makes a target empty that was not. */
    public Address normalized() {
        String normal = switch (type) {
            case TEL, "whatsapp" -> normalNumber(target);
            case "email" -> target.strip().toLowerCase(Locale.ROOT);
            case SIP -> normalUri(target.strip());
            default -> target;
        };
        return new Address(type, normal, targetName, name, detail);
    }

    private static String normalNumber(String target) {
        String trimmed = target.strip();
        String digits = trimmed.replaceAll("[^0-9]", "");
        if (digits.isEmpty()) {
            return target;
        }
        return trimmed.startsWith("+") ? "+" + digits : digits;
    }

    /** Only the host is case-insensitive (RFC 3261, 19.1.4): what follows the last @ before parameters or headers. */
    private static String normalUri(String uri) {
        int end = uri.length();
        for (char mark : new char[] {';', '?'}) {
            int at = uri.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        int at = uri.lastIndexOf('@', end - 1);
        if (at < 0) {
            return uri;
        }
        return uri.substring(0, at + 1) + uri.substring(at + 1, end).toLowerCase(Locale.ROOT) + uri.substring(end);
    }
}
