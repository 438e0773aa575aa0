package voipbin.kit.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import voipbin.kit.auth.Credential;

/** Finds the credential of a request: the first that is not empty counts, no second is tried (conventions §2). */
final class Credentials {

    private static final String BEARER = "Bearer ";

    private Credentials() {}

    static Optional<Credential> of(Context request, Map<String, String> query) {
        return Stream.of(
                        found(request.cookie("token"), Credential.Jwt::new),
                        found(query.get("token"), Credential.Jwt::new),
                        found(bearer(request.header("Authorization")), Credential.Jwt::new),
                        found(request.cookie("accesskey"), Credential.Accesskey::new),
                        found(query.get("accesskey"), Credential.Accesskey::new))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Credential> found(@Nullable String text, Function<String, Credential> kind) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(kind.apply(text));
    }

    private static @Nullable String bearer(@Nullable String header) {
        return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : null;
    }
}
