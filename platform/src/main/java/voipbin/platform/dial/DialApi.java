package voipbin.platform.dial;

import java.util.List;
import voipbin.kit.http.Access;
import voipbin.kit.http.Route;

/** {@code POST /calls}. */
public final class DialApi {

    private DialApi() {}

    public static List<Route> routes(Dialing dialing) {
        return List.of(new Route(
                "POST",
                "/v1.0/calls",
                Access.AUTHENTICATED,
                DialRequest.class,
                DialRequest.Answer.class,
                ask -> dialing.dial(ask.caller(), ask.body(DialRequest.class))));
    }
}
