package voipbin.kit.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import voipbin.kit.http.Route;

/** What routes look like to a client: an OpenAPI 3.1 document, made from nothing but the routes and their records. */
public final class Description {

    private static final String VERSION = "3.1.0";

    private Description() {}

    /**
     * Describes all operations below {@code /v1.0} and {@code /auth}, and {@code /ping}; pages for people and machines
     * beside the API are left out.
     *
     * @param title of the API
     * @param version of the API, e.g. {@code 1.0}
     */
    public static ObjectNode of(String title, String version, List<Route> routes) {
        List<Route> described = routes.stream().filter(Description::isOfTheApi).toList();
        Schemas schemas = new Schemas(described);
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", VERSION);
        document.putObject("info").put("title", title).put("version", version);
        tags(document, described);
        document.set("paths", paths(described, new Operations(schemas)));
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.components());
        securitySchemes(components.putObject("securitySchemes"));
        return document;
    }

    private static boolean isOfTheApi(Route route) {
        return route.path().startsWith("/v1.0/") || route.path().startsWith("/auth/") || route.path().equals("/ping");
    }

    private static void tags(ObjectNode document, List<Route> routes) {
        var tags = document.putArray("tags");
        routes.stream().map(Operations::tag).distinct().sorted().forEach(tag -> tags.addObject()
                .put("name", tag));
    }

    private static ObjectNode paths(List<Route> routes, Operations operations) {
        Map<String, Map<String, ObjectNode>> paths = new TreeMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), _ -> new TreeMap<>())
                    .put(route.method().toLowerCase(java.util.Locale.ROOT), operations.of(route));
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        paths.forEach((path, methods) -> methods.forEach(node.withObjectProperty(path)::set));
        return node;
    }

    /** The five ways of conventions §2. */
    private static void securitySchemes(ObjectNode schemes) {
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
        apiKey(schemes, "token_query", "query", "token");
        apiKey(schemes, "token_cookie", "cookie", "token");
        apiKey(schemes, "accesskey_query", "query", "accesskey");
        apiKey(schemes, "accesskey_cookie", "cookie", "accesskey");
    }

    private static void apiKey(ObjectNode schemes, String scheme, String in, String name) {
        schemes.putObject(scheme).put("type", "apiKey").put("in", in).put("name", name);
    }
}
