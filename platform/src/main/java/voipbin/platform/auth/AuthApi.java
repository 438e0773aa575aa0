package voipbin.platform.auth;

import static voipbin.platform.auth.MailTokens.isWellFormed;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import voipbin.base.Problem;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Handler;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Route;

/** {@code /auth/*}: no version prefix, no credential, and an empty body with each refusal. */
final class AuthApi {

    private final Login login;
    private final Signup signup;

    AuthApi(Login login, Signup signup) {
        this.login = login;
        this.signup = signup;
    }

    record TokenBody(String token) {}

    record UsernameBody(String username) {}

    record PasswordBody(String token, String password) {}

    List<Route> routes() {
        return List.of(
                open("POST", "/auth/login", Login.Ask.class, Login.Answer.class, this::logIn),
                open("POST", "/auth/signup", Signup.Ask.class, Signup.Answer.class, this::signUp),
                open("GET", "/auth/email-verify", Void.class, String.class, ask -> page(ask, Pages::verify)),
                open("POST", "/auth/email-verify", TokenBody.class, Signup.Verified.class, this::verifyEmail),
                open("POST", "/auth/password-forgot", UsernameBody.class, Map.class, this::forgot),
                open("GET", "/auth/password-reset", Void.class, String.class, ask -> page(ask, Pages::password)),
                open("POST", "/auth/password-reset", PasswordBody.class, Map.class, this::reset));
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

    private static Object page(Ask ask, UnaryOperator<String> page) {
        String token = ask.query("token", "");
        if (!isWellFormed(token)) {
            throw Problem.invalid("token", "must be 64 hex digits");
        }
        return Reply.html(page.apply(token));
    }
}
