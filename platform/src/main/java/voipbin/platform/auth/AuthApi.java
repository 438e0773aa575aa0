package voipbin.platform.auth;

import static voipbin.platform.auth.MailTokens.isWellFormed;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Permission;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Handler;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Route;
import voipbin.platform.customer.AdminCustomer;
import voipbin.platform.customer.Customer;

/** {@code /auth/*}, which has no version prefix and an empty body with each refusal, and {@code POST /customers}. */
final class AuthApi {

    private final Login login;
    private final Signup signup;
    private final Boot boot;
    private final Unregistration unregistration;
    private final Delegation delegation;

    AuthApi(Login login, Signup signup, Boot boot, Unregistration unregistration, Delegation delegation) {
        this.login = login;
        this.signup = signup;
        this.boot = boot;
        this.unregistration = unregistration;
        this.delegation = delegation;
    }

    record TokenBody(String token) {}

    record UsernameBody(String username) {}

    record PasswordBody(String token, String password) {}

    List<Route> routes() {
        return List.of(
                open("POST", "/auth/login", Login.Ask.class, Login.Answer.class, this::logIn),
                open("POST", "/auth/signup", Signup.Ask.class, Signup.Answer.class, this::signUp),
                open("GET", "/auth/email-verify", Void.class, String.class, ask -> page(ask, Pages::verify))
                        .query("token", String.class, "From the mail: 64 hex digits"),
                open("POST", "/auth/email-verify", TokenBody.class, Signup.Verified.class, this::verifyEmail),
                open("POST", "/auth/password-forgot", UsernameBody.class, Map.class, this::forgot),
                open("GET", "/auth/password-reset", Void.class, String.class, ask -> page(ask, Pages::password))
                        .query("token", String.class, "From the mail: 64 hex digits"),
                open("POST", "/auth/password-reset", PasswordBody.class, Map.class, this::reset),
                open("POST", "/auth/boot", Boot.Ask.class, Boot.Answer.class, this::boot),
                closed("POST", "/auth/unregister", Unregistration.Ask.class, Customer.class, this::unregister)
                        .query("accesskey", String.class, "An access key, where there is no token"),
                closed("DELETE", "/auth/unregister", Void.class, Customer.class, this::recover)
                        .query("accesskey", String.class, "An access key, where there is no token"),
                closed("POST", "/auth/delegate", Delegation.Ask.class, Delegation.Answer.class, this::delegate),
                closed("POST", "/v1.0/customers", Customer.Draft.class, AdminCustomer.class, this::register));
    }

    private static Route closed(String method, String path, Class<?> body, Type result, Handler handler) {
        return new Route(method, path, Access.AUTHENTICATED, body, result, handler);
    }

    private static Route open(String method, String path, Class<?> body, Type result, Handler handler) {
        return new Route(method, path, Access.OPEN, body, result, handler);
    }

    private Object logIn(Ask ask) {
        Login.Answer answer = login.logIn(ask.body(Login.Ask.class))
                .orElseThrow(() -> Problem.invalid("username", "unknown, or the password is wrong"));
        return Reply.json(answer).cookie(new Reply.Cookie("token", answer.token(), Login.TOKEN_LIFE, true));
    }

    private Object signUp(Ask ask) {
        return signup.signUp(ask.body(Signup.Ask.class), ask.client().getHostAddress());
    }

    private Object verifyEmail(Ask ask) {
        return signup.verifyEmail(ask.body(TokenBody.class).token());
    }

    private Object forgot(Ask ask) {
        String username = ask.body(UsernameBody.class).username();
        if (username.isEmpty()) {
            throw Problem.invalid("username", "is needed");
        }
        signup.forgotPassword(username);
        return Map.of();
    }

    private Object reset(Ask ask) {
        PasswordBody body = ask.body(PasswordBody.class);
        signup.resetPassword(body.token(), body.password());
        return Map.of();
    }

    private Object boot(Ask ask) {
        return boot.boot(ask.body(Boot.Ask.class))
                .orElseThrow(() -> Problem.invalid("direct_hash", "is not one that gives a token"));
    }

    private Object unregister(Ask ask) {
        Unregistration.Ask wish = ask.body(Unregistration.Ask.class);
        return unregistration
                .unregister(ask.caller(), wish)
                .orElseThrow(
                        () -> Problem.invalid("password", "or confirmation_phrase must be right, and one of them"));
    }

    private Object recover(Ask ask) {
        return unregistration.recover(ask.caller()).orElseThrow(() -> Problem.invalid("customer", "is not frozen"));
    }

    private Object delegate(Ask ask) {
        return delegation
                .delegate(ask.caller(), ask.body(Delegation.Ask.class))
                .<Object>map(answer -> answer)
                .orElseGet(() -> Reply.empty(422));
    }

    private Object register(Ask ask) {
        Customer.Draft draft = ask.body(Customer.Draft.class);
        ask.caller().require(Id.nil(), Permission.PROJECT_SUPER_ADMIN);
        return AdminCustomer.of(signup.register(draft, ask.client().getHostAddress()));
    }

    private static Object page(Ask ask, UnaryOperator<String> page) {
        String token = ask.query("token", "");
        if (!isWellFormed(token)) {
            throw Problem.invalid("token", "must be 64 hex digits");
        }
        return Reply.html(page.apply(token));
    }
}
