package voipbin.kit.http;

import java.util.List;
import java.util.Map;
import voipbin.base.Problem;
import voipbin.kit.json.Json;

/** How a problem is told (conventions §10). */
record Envelope(Error error) {

    record Error(String status, String reason, String message, String requestId, List<Map<String, Object>> details) {}

    static byte[] of(Problem problem, String requestId) {
        return Json.bytes(new Envelope(new Error(
                problem.status().name(), problem.reason(), problem.getMessage(), requestId, problem.details())));
    }
}
