package voipbin.platform.flow;

import java.lang.reflect.Type;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.json.Always;
import voipbin.kit.json.Json;
import voipbin.kit.outward.Outward;
import voipbin.kit.outward.OutwardHttp;

/** Actions by HTTP: who is asked is told which activeflow asks, and answers with an array. */
public final class FetchedActions implements Fetching {

    private static final int OK = 200;
    private static final int MOST_BYTES = 1_000_000;
    private static final Set<String> METHODS = Set.of("POST", "GET", "PUT", "DELETE");

    /** What is asked with. */
    private record Question(
            @Always Id<Activeflow> activeflowId, @Always Id<?> referenceId) {}

    /** Gives {@code List<Action>} as a type. */
    private record Answer(List<Action> actions) {
        static final Type ACTIONS = Answer.class.getRecordComponents()[0].getGenericType();
    }

    private final OutwardHttp http;

    public FetchedActions(OutwardHttp http) {
        this.http = http;
    }

    @Override
    public List<Action> fetch(Activeflow activeflow, String method, URI url) {
        Outward.Request request = new Outward.Request(
                activeflow.customerId().toString(),
                verb(method),
                url,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                Json.bytes(new Question(activeflow.id(), activeflow.referenceId())));
        return switch (http.ask(request, MOST_BYTES)) {
            case Outward.Fetched(int status, byte[] body) when status == OK -> read(body);
            case Outward.Fetched(int status, byte[] _) -> throw failed(url + " answered " + status);
            case Outward.NotFetched(String reason) -> throw failed(url + ": " + reason);
        };
    }

    private static String verb(String method) {
        String verb = method.isEmpty() ? "POST" : method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(verb)) {
            throw Problem.invalid("event_method", "must be POST, GET, PUT or DELETE");
        }
        return verb;
    }

    /** Those without an id get one. */
    @SuppressWarnings("unchecked") // what is read as a list of actions is one
    static List<Action> read(byte[] body) {
        String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
        return ((List<Action>) Json.read(text, Answer.ACTIONS))
                .stream().map(Action::identified).toList();
    }

    private static Problem failed(String why) {
        return new Problem(Problem.Status.UNAVAILABLE, "FETCH_FAILED", why);
    }
}
