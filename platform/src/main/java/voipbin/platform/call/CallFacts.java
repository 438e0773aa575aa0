package voipbin.platform.call;

import java.util.HashMap;
import java.util.Map;
import voipbin.kit.json.Json;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Digits;
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
        Map<String, String> variables = new HashMap<>(Map.of(
                "voipbin.call.id",
                call.id().toString(),
                "voipbin.call.direction",
                Json.nameOf(call.direction()),
                "voipbin.call.master_call_id",
                call.masterCallId().toString(),
                Digits.VARIABLE,
                ""));
        variables.putAll(of("voipbin.call.source.", call.source()));
        variables.putAll(of("voipbin.call.destination.", call.destination()));
        return variables;
    }

    private static Map<String, String> of(String prefix, Address address) {
        return Map.of(
                prefix + "name", address.name(),
                prefix + "detail", address.detail(),
                prefix + "target", address.target(),
                prefix + "target_name", address.targetName(),
                prefix + "type", address.type());
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
