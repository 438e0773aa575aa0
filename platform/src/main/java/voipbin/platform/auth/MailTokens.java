package voipbin.platform.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import voipbin.base.Id;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.agent.Agent;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Secrets;
import voipbin.platform.mail.Mail;
import voipbin.platform.mail.Mailer;

/** One-time links that are sent by mail: 64 hex digits that are good for an hour; only their hash is kept. */
final class MailTokens {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    enum Purpose {
        VERIFY,
        PASSWORD
    }

    private final Store<MailToken> store;
    private final Secrets secrets;
    private final Mailer mailer;
    private final String site;

    /** @param site where links in mails lead, e.g. {@code http://127.0.0.1:8080} */
    MailTokens(Store<MailToken> store, Secrets secrets, Mailer mailer, String site) {
        this.store = store;
        this.secrets = secrets;
        this.mailer = mailer;
        this.site = site;
    }

    static boolean isWellFormed(String token) {
        return FORM.matcher(token).matches();
    }

    /** Stores a token and hands the mail to the mailer once the token is durable. */
    MailToken send(Tx tx, Agent agent, Purpose purpose) {
        String token = secrets.hex(32);
        MailToken stored = store.insert(tx, row(tx, token, agent.id(), agent.customerId(), purpose));
        tx.afterCommit(() -> mailer.send(mail(agent.username(), token, purpose)));
        return stored;
    }

    /** Does what {@link #send} does, for nobody: a token that no one gets takes the same time to make. */
    MailToken pretend(Tx tx, Purpose purpose) {
        return store.insert(tx, row(tx, secrets.hex(32), Id.nil(), Id.nil(), purpose));
    }

    private static MailToken row(Tx tx, String token, Id<Agent> agent, Id<Customer> customer, Purpose purpose) {
        return new MailToken(
                Id.random(), agent, customer, purpose, hash(token), tx.now().plus(LIFE), tx.now(), null, null);
    }

    Optional<MailToken> find(Tx tx, String token, Purpose purpose) {
        return store.first(tx, store.table().is("token_hash", hash(token)))
                .filter(found -> found.purpose() == purpose)
                .filter(found -> found.tmDelete() == null && found.tmExpire().isAfter(tx.now()));
    }

    void use(Tx tx, MailToken token) {
        store.remove(tx, token.id());
    }

    private Mail mail(String to, String token, Purpose purpose) {
        return switch (purpose) {
            case VERIFY ->
                new Mail(
                        to,
                        "Verify your e-mail address",
                        "Welcome. Open this link within an hour to verify your e-mail address:\n\n" + site
                                + "/auth/email-verify?token=" + token + "\n");
            case PASSWORD ->
                new Mail(
                        to,
                        "Set your password",
                        "Open this link within an hour to set the password of " + to + ":\n\n" + site
                                + "/auth/password-reset?token=" + token + "\n");
        };
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
