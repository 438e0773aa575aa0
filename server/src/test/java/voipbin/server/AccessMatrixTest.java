package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import voipbin.kit.auth.Caller.Kind;
import voipbin.kit.http.Access;
import voipbin.kit.http.Route;
import voipbin.server.Somebody.Header;
import voipbin.server.Somebody.Unwelcome;

/**
 * Every route that is served × everybody who may come: who is to be refused is, with the specified reason, and who is
 * not is not (conventions §2 to §5). The routes are the server's own list, so that none can be forgotten.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final Header NO_CREDENTIAL = new Header("Accept", "*/*");

    /** Where it is both another's object and for agents in person, either may be told. */
    private static final Set<String> FORBIDDEN = Set.of("PERMISSION_DENIED", "AGENT_AUTH_REQUIRED");

    private final TestServer server;
    private final Furniture furniture;
    private final Crowd crowd;
    private final Door door;
    private final Needs needs = new Needs();
    private final List<String> wrong = new ArrayList<>();

    /** What open routes answer to whom they do not know. */
    private final Map<Route, Door.Answer> ofOpen = new HashMap<>();

    private int pairs;

    AccessMatrixTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        furniture = new Furniture(server);
        crowd = new Crowd(server);
        door = new Door(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyRouteRefusesWhomItMustAndNobodyElse() {
        List<Route> routes = server.voipbin().routes();
        for (Route route : routes) {
            Need need = needs.of(route);
            if ((need == Need.OPEN) != (route.access() == Access.OPEN)) {
                wrong.add(route.method() + " " + route.path() + " is " + route.access() + ", not " + need);
            }
            crowd.unwelcome().forEach(who -> tryUnwelcome(route, need, who));
            crowd.known().forEach(who -> trySomebody(route, need, who));
        }
        System.out.printf(
                "access matrix: %d routes x %d callers = %d pairs, %d requests%n",
                routes.size(), pairs / routes.size(), pairs, door.requests());
        assertThat(wrong).isEmpty();
        assertThat(needs.unused()).as("in the table, but not served").isEmpty();
        assertThat(pairs)
                .isEqualTo(routes.size()
                        * (crowd.unwelcome().size() + crowd.known().size()));
    }

    private void tryUnwelcome(Route route, Need need, Unwelcome who) {
        pairs++;
        if (who.reason().equals("ACCOUNT_FROZEN") && need == Need.OWN_ADMIN) {
            return; // which is how it comes back
        }
        Door.Answer answer = door.knock(who.header(), route, existing(route));
        if (need == Need.OPEN) {
            expectAsForAll(who.name(), route, answer);
        } else {
            expect(answer.status() == who.status() && answer.reason().equals(who.reason()), who.name(), route, answer);
        }
    }

    private void trySomebody(Route route, Need need, Somebody who) {
        pairs++;
        if (need == Need.OPEN) {
            expectAsForAll(who.name(), route, door.knock(who.header(), route, existing(route)));
        } else if (who.kind() == Kind.DIRECT && need != Need.SOCKET) {
            Door.Answer answer = door.knock(who.header(), route, existing(route));
            expect(answer.status() == 403 && answer.reason().equals("DIRECT_ACCESS_NOT_SUPPORTED"), who, route, answer);
            expectNothingTold(who, route, answer);
        } else if (route.path().contains("{")) {
            tryObject(route, need, who);
            tryMissing(route, need, who);
        } else {
            tryOwn(route, need, who);
        }
    }

    /** An object of the first customer. */
    private void tryObject(Route route, Need need, Somebody who) {
        boolean foreign = who.foreign() && !who.isOperator();
        Optional<String> refusal = foreign ? Optional.of("PERMISSION_DENIED") : need.refusal(who);
        if (refusal.isEmpty() && isFinal(route)) {
            return;
        }
        Door.Answer answer = door.knock(who.header(), route, existing(route));
        if (foreign && route.path().startsWith("/v1.0/accesskeys/")) {
            expect(answer.status() == 404 && answer.reason().equals("RESOURCE_NOT_FOUND"), who, route, answer);
        } else if (foreign && need.isInPerson()) {
            expect(answer.status() == 403 && FORBIDDEN.contains(answer.reason()), who, route, answer);
        } else if (refusal.isPresent()) {
            expect(answer.status() == 403 && answer.reason().equals(refusal.get()), who, route, answer);
        } else {
            expectLetIn(who, route, answer);
        }
        expectNothingTold(who, route, answer);
    }

    /** What has never been is not found, whoever asks (conventions §4). */
    private void tryMissing(Route route, Need need, Somebody who) {
        Door.Answer answer =
                door.knock(who.header(), route, at(route, UUID.randomUUID().toString()));
        boolean notInPerson = need.isInPerson() && answer.reason().equals("AGENT_AUTH_REQUIRED");
        expect(
                notInPerson
                        ? answer.status() == 403 && who.kind() != Kind.AGENT
                        : answer.status() == 404 && answer.reason().endsWith("_NOT_FOUND"),
                who + " (random id)",
                route,
                answer);
    }

    /** What is the caller's own in any case. */
    private void tryOwn(Route route, Need need, Somebody who) {
        Door.Answer answer = door.knock(who.header(), route, route.path());
        Optional<String> refusal = need.refusal(who);
        boolean bare = route.path().startsWith("/auth/");
        if (refusal.isPresent()) {
            String reason = bare ? "" : refusal.get();
            expect(answer.status() == 403 && answer.reason().equals(reason), who, route, answer);
        } else {
            expectLetIn(who, route, answer);
        }
        expectNothingTold(who, route, answer);
    }

    /** It was done, or its body (which is empty) refused. */
    private void expectLetIn(Somebody who, Route route, Door.Answer answer) {
        boolean noProcessor = route.path().endsWith("/paddle_portal_session") && answer.status() == 503;
        boolean refused = Set.of(401, 403, 429).contains(answer.status()) || answer.status() >= 500;
        boolean missing = route.method().equals("GET") && answer.status() == 404;
        expect(noProcessor || !refused && !missing, who, route, answer);
    }

    private void expectAsForAll(String who, Route route, Door.Answer answer) {
        Door.Answer usual = ofOpen.computeIfAbsent(route, open -> door.knock(NO_CREDENTIAL, open, existing(open)));
        expect(
                answer.status() == usual.status()
                        && answer.reason().equals(usual.reason())
                        && answer.status() != 401
                        && answer.status() < 500,
                who,
                route,
                answer);
    }

    private void expectNothingTold(Somebody who, Route route, Door.Answer answer) {
        if (who.foreign() && !who.isOperator()) {
            boolean told = furniture.ids().stream().anyMatch(answer.text()::contains);
            expect(!told, who + " is told of another's object", route, answer);
        }
    }

    private void expect(boolean right, Object who, Route route, Door.Answer answer) {
        if (!right) {
            wrong.add(who + ": " + route.method() + " " + route.path() + " → " + answer);
        }
    }

    /** After which the object would not serve the next pair. */
    private static boolean isFinal(Route route) {
        return route.method().equals("DELETE")
                || route.path().endsWith("/freeze")
                || route.path().endsWith("/recover");
    }

    private String existing(Route route) {
        boolean object = route.path().startsWith("/v1.0/") && route.path().contains("{");
        return object ? at(route, furniture.idFor(route.path())) : at(route, "none");
    }

    private static String at(Route route, String id) {
        return route.path().replace("{resource_type}", "calls").replaceFirst("\\{[^}]*}", id);
    }
}
