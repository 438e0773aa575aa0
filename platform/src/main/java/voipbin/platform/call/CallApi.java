package voipbin.platform.call;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.ANYONE;

import java.util.ArrayList;
import java.util.List;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Access;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;
import voipbin.platform.call.CallControls.MuteRequest;
import voipbin.platform.call.CallControls.TalkRequest;

/** {@code /calls}, but for making them, which {@code dial} does. */
final class CallApi {

    private CallApi() {}

    static List<Route> routes(CallStore store, Calls calls) {
        CallControls controls = new CallControls(calls, store);
        Resource<Call> resource = Resource.of(store.rows(), "/calls", ADMIN_OR_MANAGER)
                .list()
                .get()
                .delete(calls::delete)
                .post("/hangup", calls::hangup)
                .post("/mute", MuteRequest.class, (_, id, body) -> controls.mute(id, body))
                .with(CallApi::empty)
                .route(unmuting(store, controls))
                .post("/talk", TalkRequest.class, (_, id, body) -> controls.talk(id, body))
                .with(CallApi::empty);
        toggle(resource, "/hold", controls::hold);
        toggle(resource, "/moh", controls::music);
        toggle(resource, "/silence", controls::silence);
        List<Route> routes = new ArrayList<>(resource.routes());
        routes.addAll(ofAgents(store.rows()));
        return routes;
    }

    /** What agents see of the calls that are theirs. */
    private static List<Route> ofAgents(Store<Call> store) {
        return Resource.of(store, "/service_agents/calls", ANYONE)
                .list(ask -> store.list(
                        ask.caller(),
                        ANYONE,
                        ask.page(),
                        store.table().is("owner_id", ask.caller().requireAgent())))
                .get((caller, id) -> {
                    Id<?> agent = caller.requireAgent();
                    Call call = store.get(caller, ANYONE, id);
                    if (!call.ownerId().equals(agent)) {
                        throw Problem.forbidden("The call is not yours.");
                    }
                    return call;
                })
                .routes();
    }

    /** Switches something on or off. */
    private interface Toggle {

        Reply set(Id<Call> id, boolean on);
    }

    private static void toggle(Resource<Call> resource, String verb, Toggle how) {
        resource.post(verb, (_, id) -> how.set(id, true)).with(CallApi::empty);
        resource.delete(verb, (_, id) -> how.set(id, false)).with(CallApi::empty);
    }

    /** A DELETE with a body, as the contract has it for this one operation. */
    private static Route unmuting(CallStore store, CallControls controls) {
        return new Route(
                "DELETE", "/v1.0/calls/{id}/mute", Access.AUTHENTICATED, MuteRequest.class, Reply.class, ask -> {
                    Id<Call> id = ask.id("id");
                    MuteRequest body = ask.body(MuteRequest.class);
                    store.rows().live(ask.caller(), ADMIN_OR_MANAGER, id);
                    return controls.unmute(id, body);
                });
    }

    private static Route empty(Route route) {
        return route.answering(Reply.class);
    }
}
