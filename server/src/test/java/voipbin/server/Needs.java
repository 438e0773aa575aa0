package voipbin.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import voipbin.kit.http.Route;

/**
 * What each route needs. Below {@code /v1.0} that is {@link Need#MANAGER} unless the table says otherwise; anything
 * else must be in the table. {@code *} stands for every method, or at the end for all that follows.
 */
final class Needs {

    private static final Map<String, Need> TABLE = table();

    private final Set<String> unused = new TreeSet<>(TABLE.keySet());

    private static Map<String, Need> table() {
        Map<String, Need> table = new LinkedHashMap<>();
        for (String open : new String[] {
            "GET /ping",
            "GET /health",
            "GET /metrics",
            "GET /openapi.json",
            "GET /docs*",
            "GET /storage/{token}",
            "GET /recordings/{token}",
            "POST /auth/login",
            "POST /auth/signup",
            "* /auth/email-verify",
            "POST /auth/password-forgot",
            "* /auth/password-reset",
            "POST /auth/boot"
        }) {
            table.put(open, Need.OPEN);
        }
        table.put("* /auth/unregister", Need.OWN_ADMIN);
        table.put("POST /auth/delegate", Need.OPERATING_AGENT);

        table.put("GET /v1.0/ws", Need.SOCKET);
        table.put("GET /v1.0/service_agents/ws", Need.SOCKET);
        table.put("GET /v1.0/calls/{id}/media_stream", Need.MEDIA_SOCKET);
        table.put("GET /v1.0/me", Need.AGENT);
        table.put("GET /v1.0/service_agents/extensions/{id}", Need.ASSIGNED_AGENT);
        table.put("GET /v1.0/service_agents/calls/{id}", Need.ASSIGNED_AGENT);
        table.put("DELETE /v1.0/service_agents/files/{id}", Need.OWNING_AGENT);
        table.put("* /v1.0/service_agents/*", Need.AGENT);

        table.put("GET /v1.0/customer", Need.MANAGER);
        table.put("PUT /v1.0/customer", Need.ADMIN);
        table.put("PUT /v1.0/customer/*", Need.ADMIN);
        table.put("* /v1.0/accesskeys*", Need.ADMIN);
        table.put("* /v1.0/billing_account", Need.ADMIN);
        table.put("* /v1.0/billing_account/*", Need.ADMIN);
        table.put("GET /v1.0/billings*", Need.ADMIN);
        table.put("GET /v1.0/storage_files", Need.ANYONE);
        table.put("GET /v1.0/storage_files/{id}", Need.ANY_BIT);

        table.put("* /v1.0/customers*", Need.OPERATOR);
        table.put("* /v1.0/billing_accounts*", Need.OPERATOR);
        table.put("POST /v1.0/numbers/renew", Need.OPERATOR);
        table.put("* /v1.0/outbound_config", Need.ADMIN);
        for (String platforms :
                new String[] {"providers", "providercalls", "routes", "outbound_configs", "outbound_limits"}) {
            table.put("* /v1.0/" + platforms + "*", Need.OPERATOR);
        }
        table.put("GET /v1.0/sip_blocked_sources", Need.OPERATOR);
        table.put("GET /v1.0/storage_accounts/{id}", Need.MANAGER);
        table.put("* /v1.0/storage_accounts*", Need.OPERATOR);
        return table;
    }

    /** The most exact entry, or the default. */
    Need of(Route route) {
        String best = "";
        for (String pattern : TABLE.keySet()) {
            if (matches(pattern, route) && exactness(pattern) > exactness(best)) {
                best = pattern;
            }
        }
        unused.remove(best);
        Need need = TABLE.get(best);
        if (need == null && !route.path().startsWith("/v1.0/")) {
            throw new AssertionError("nobody has said who may " + route.method() + " " + route.path());
        }
        return need == null ? Need.MANAGER : need;
    }

    /** Entries that no route has needed. */
    Set<String> unused() {
        return unused;
    }

    private static int exactness(String pattern) {
        return pattern.replace("*", "").length() * 2 + (pattern.endsWith("*") ? 0 : 1);
    }

    private static boolean matches(String pattern, Route route) {
        String method = pattern.substring(0, pattern.indexOf(' '));
        String path = pattern.substring(pattern.indexOf(' ') + 1);
        boolean fits = path.endsWith("*")
                ? route.path().startsWith(path.substring(0, path.length() - 1))
                : route.path().equals(path);
        return fits && (method.equals("*") || method.equals(route.method()));
    }
}
