package voipbin.platform.externalmedia;

import java.util.List;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Route;
import voipbin.kit.http.WebSocket;
import voipbin.platform.call.Call;
import voipbin.platform.call.Calls;

/** {@code /calls/{id}/media_stream}. */
final class MediaStreamApi {

    private static final String ENCAPSULATION = "encapsulation";

    private final Calls calls;

    MediaStreamApi(Calls calls) {
        this.calls = calls;
    }

    List<Route> routes() {
        return List.of(Route.webSocket("/v1.0/calls/{id}/media_stream", Access.AUTHENTICATED, this::upgrade)
                .summary("The sound of a call, both ways, in binary messages of 20 ms: 16 bit, 8000 Hz, mono.")
                .query(ENCAPSULATION, String.class, "rtp, sln or audiosocket: how the sound is put into messages.")
                .failing(Problem.Status.INVALID_ARGUMENT, "MISSING_REQUEST_PARAMETER")
                .failing(Problem.Status.NOT_FOUND, "CALL_NOT_FOUND")
                .failing(Problem.Status.FAILED_PRECONDITION, "STATE_INVALID"));
    }

    private WebSocket upgrade(Ask ask) {
        Id<Call> id = ask.id("id");
        calls.live(ask.caller(), id);
        if (ask.caller().kind() == Caller.Kind.DELEGATE) {
            throw Problem.forbidden("A delegate token cannot be used here.");
        }
        Framing framing = framing(ask.required(ENCAPSULATION));
        return new MediaStream(() -> calls.mediaOf(id), framing);
    }

    private static Framing framing(String encapsulation) {
        return switch (encapsulation) {
            case "rtp" -> new LinearRtp();
            case "sln" -> new LinearPcm();
            case "audiosocket" -> new AudioSocket();
            default -> throw Problem.invalid(ENCAPSULATION, "must be rtp, sln or audiosocket");
        };
    }
}
