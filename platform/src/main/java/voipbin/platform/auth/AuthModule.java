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
import voipbin.platform.customer.Lifecycle;
import voipbin.platform.customer.Secrets;
import voipbin.platform.direct.Directs;
import voipbin.platform.mail.Mailer;

/**
 * Builds the package.
 *
 * @param frozen the check that follows authentication
 */
public record AuthModule(Authenticator authenticator, FrozenAccounts frozen, Operators operators, List<Route> routes) {

    /** Who can come in. */
    public record People(
            Customers customers, Lifecycle lifecycle, Agents agents, Accesskeys accesskeys, Directs directs) {}

    /** What keeps others out. */
    public record Locks(Passwords passwords, Tokens tokens, Secrets secrets) {}

    /** How mails go out; {@code site} is where their links lead, e.g. {@code http://127.0.0.1:8080}. */
    public record Post(Mailer mailer, String site) {}

    public static AuthModule of(Db db, People people, Locks locks, Post post, Appearance appearance) {
        Store<MailToken> store =
                new Store<>(db, Table.of("mail_tokens", MailToken.class), new Noun("mail_token", Visibility.INTERNAL));
        MailTokens mailTokens = new MailTokens(store, locks.secrets(), post.mailer(), post.site());
        Tokens tokens = locks.tokens();
        Signup signup = new Signup(
                db,
                new Signup.Parts(
                        people.customers(), people.lifecycle(), people.agents(), people.accesskeys(), mailTokens),
                locks.passwords(),
                locks.secrets());
        AuthApi api = new AuthApi(
                new Login(people.agents(), tokens),
                signup,
                new Boot(people.directs(), people.customers(), tokens, appearance),
                new Unregistration(db, people.lifecycle(), people.agents()),
                new Delegation(people.customers(), tokens));
        return new AuthModule(
                new Authentication(tokens, people.customers(), people.agents(), people.accesskeys()),
                new FrozenAccounts(people.customers()),
                new Operators(db, people.lifecycle(), people.agents(), locks.passwords(), locks.secrets()),
                api.routes());
    }
}
