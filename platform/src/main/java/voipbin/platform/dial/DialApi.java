package voipbin.platform.dial;

import java.util.List;
import voipbin.kit.http.Access;
import voipbin.kit.http.Route;
import voipbin.platform.groupcall.Groupcall;

/** {@code POST /calls} and {@code POST /groupcalls}. */
public final class DialApi {

    private DialApi() {}

    public static List<Route> routes(Dialing dialing) {
        Route group = new Route(
                "POST",
                "/v1.0/groupcalls",
                Access.AUTHENTICATED,
                GroupcallRequest.class,
                Groupcall.class,
                ask -> dialing.group(ask.caller(), ask.body(GroupcallRequest.class)));
        Route calls = new Route(
                "POST",
                "/v1.0/calls",
                Access.AUTHENTICATED,
                DialRequest.class,
                DialRequest.Answer.class,
                ask -> dialing.dial(ask.caller(), ask.body(DialRequest.class)));
        return List.of(calls, group);
    }
}
