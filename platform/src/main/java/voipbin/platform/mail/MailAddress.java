package voipbin.platform.mail;

import java.util.regex.Pattern;

/** What an e-mail address looks like. */
public final class MailAddress {

    /** Enough to refuse what no mail could reach; whether one arrives is what the verification mail shows. */
    private static final Pattern FORM = Pattern.compile("[^@\\s,;<>\"\\p{Cntrl}]{1,64}@[^@\\s,;<>\"\\p{Cntrl}]{1,255}");

    private MailAddress() {}

    public static boolean isPlausible(String text) {
        return FORM.matcher(text).matches();
    }
}
