package voipbin.platform.auth;

import java.util.List;
import voipbin.kit.auth.Authenticator;
import voipbin.kit.auth.Passwords;
import voipbin.kit.auth.Tokens;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.accesskey.Accesskeys;
import voipbin.platform.agent.Agents;
import voipbin.platform.customer.Customers;
import voipbin.platform.customer.Secrets;
import voipbin.platform.mail.Mailer;

/** Builds the package. */
public record AuthModule(Authenticator authenticator, List<Route> routes) {

    /** Who can come in. */
    public record People(Customers customers, Agents agents, Accesskeys accesskeys) {}

    /** What keeps others out. */
    public record Locks(Passwords passwords, Tokens tokens, Secrets secrets) {}

    /** @param site where links in mails lead, e.g. {@code http://127.0.0.1:8080} */
    public static AuthModule of(Db db, People people, Locks locks, Mailer mailer, String site) {
        Store<MailToken> store =
                new Store<>(db, Table.of("mail_tokens", MailToken.class), new Noun("mail_token", Visibility.INTERNAL));
        MailTokens mailTokens = new MailTokens(store, locks.secrets(), mailer, site);
        Signup signup = new Signup(
                db,
                new Signup.Parts(people.customers(), people.agents(), people.accesskeys(), mailTokens),
                locks.passwords(),
                locks.secrets());
        return new AuthModule(
                new Authentication(locks.tokens(), people.agents(), people.accesskeys()),
                new AuthApi(new Login(people.agents(), locks.tokens()), signup).routes());
    }
}
