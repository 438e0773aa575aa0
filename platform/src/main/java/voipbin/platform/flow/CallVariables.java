package voipbin.platform.flow;

import java.util.HashMap;
import java.util.Map;
import voipbin.base.Id;
import voipbin.platform.address.Address;

/** The variables that a flow finds about its call when it begins (flows §6). */
public record CallVariables(Id<?> id, String direction, Id<?> masterCallId, Address source, Address destination) {

    /** By their names. */
    public Map<String, String> byName() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "voipbin.call.id",
                id.toString(),
                "voipbin.call.direction",
                direction,
                "voipbin.call.master_call_id",
                masterCallId.toString(),
                Digits.VARIABLE,
                ""));
        variables.putAll(of("voipbin.call.source.", source));
        variables.putAll(of("voipbin.call.destination.", destination));
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
}
