package voipbin.platform.call;

import java.util.Map;
import voipbin.kit.json.Json;
import voipbin.platform.flow.CallVariables;
import voipbin.platform.flow.FactPort;

/** What flows may know of a call. */
final class CallFacts implements FactPort {

    private final CallStore store;
    private final Call call;

    /** @param call as it was at its beginning */
    CallFacts(CallStore store, Call call) {
        this.store = store;
        this.call = call;
    }

    @Override
    public Map<String, String> variables() {
        return new CallVariables(
                        call.id(),
                        Json.nameOf(call.direction()),
                        call.masterCallId(),
                        call.source(),
                        call.destination())
                .byName();
    }

    @Override
    public String status() {
        return store.rows()
                .find(call.id())
                .map(now -> Json.nameOf(now.status()))
                .orElse("");
    }

    @Override
    public String json() {
        return store.rows().find(call.id()).map(Json::write).orElse("");
    }
}
