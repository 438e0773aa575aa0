package voipbin.platform.flow;

import java.util.Map;

/** What a flow may know of its call. */
public interface FactPort {

    /** The variables {@code voipbin.call.…} of its beginning. */
    Map<String, String> variables();

    /** Its status in the API's word, now. */
    String status();

    /** The call as the API shows it, now, in JSON. */
    String json();
}
