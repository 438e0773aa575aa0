package voipbin.platform.route;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a telephone number tells about where it is. Safe for all threads. */
public final class NumberingPlan {

    /** ITU-T E.164: a number without {@code +} is read as one of the United States (sip-identity §4.2). */
    private static final String USUAL_REGION = "US";

    /** Codes of no country, such as {@code 001} for satellites and international freephone. */
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    /**
     * @param country ISO 3166 alpha-2 in lower case; empty when the number is in none, as all of {@code +899}
     * @param callingCode without {@code +}
     */
    public record Place(Optional<String> country, int callingCode) {

        /** Where numbers are that no plan knows. */
        public static final Place NOWHERE = new Place(Optional.empty(), 0);

        /** As routes name it. */
        public String target() {
            return "+" + callingCode;
        }
    }

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

    /** Empty for what is no number. */
    public Optional<Place> place(String number) {
        try {
            PhoneNumber parsed = library.parse(number, USUAL_REGION);
            Optional<String> country = Optional.ofNullable(library.getRegionCodeForNumber(parsed))
                    .filter(code -> COUNTRY.matcher(code).matches() && !code.equals("ZZ"))
                    .map(code -> code.toLowerCase(Locale.ROOT));
            return Optional.of(new Place(country, parsed.getCountryCode()));
        } catch (NumberParseException noNumber) {
            return Optional.empty();
        }
    }
}
