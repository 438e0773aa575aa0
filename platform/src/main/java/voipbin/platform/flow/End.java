package voipbin.platform.flow;

import java.util.Map;
import java.util.Optional;

/**
 * How an activeflow has ended.
 *
 * @param finished whether behind its last action; otherwise in the one that it is in
 * @param followed whether its flow may have another one follow
 * @param executed what lies behind that action; empty when nobody ran it who would know
 * @param variables empty when they are still as they are kept
 */
record End(boolean finished, boolean followed, Optional<Executed> executed, Optional<Map<String, String>> variables) {

    /** Of one that nobody runs. */
    static End cutOff(boolean followed) {
        return new End(false, followed, Optional.empty(), Optional.empty());
    }
}
