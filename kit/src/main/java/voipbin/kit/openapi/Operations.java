package voipbin.kit.openapi;

import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import voipbin.base.Problem.Status;
import voipbin.kit.http.Access;
import voipbin.kit.http.Notes;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Route;
import voipbin.kit.page.Page;

/** Describes one route after the other. */
final class Operations {

    private final Schemas schemas;

    Operations(Schemas schemas) {
        this.schemas = schemas;
    }

    ObjectNode of(Route route) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.putArray("tags").add(tag(route));
        operation.put("operationId", operationId(route));
        operation.put("summary", route.notes().summary().isEmpty() ? sentence(route) : route.notes().summary());
        security(operation, route);
        parameters(operation, route);
        request(operation, route);
        responses(operation.putObject("responses"), route);
        return operation;
    }

    /** The first segment behind the version: {@code calls}, {@code auth}. */
    static String tag(Route route) {
        String[] segments = route.path().substring(1).split("/");
        return segments[0].equals("v1.0") && segments.length > 1 ? segments[1] : segments[0];
    }

    /** {@code get_calls_id_media_stream}: unique, since method and path are. */
    private static String operationId(Route route) {
        String path = route.path().replaceFirst("^/v1\\.0/", "").replaceFirst("^/", "");
        return route.method().toLowerCase(Locale.ROOT) + "_"
                + path.replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9]+", "_");
    }

    private static String sentence(Route route) {
        String[] segments = route.path().substring(1).split("/");
        String last = segments[segments.length - 1];
        boolean one = last.startsWith("{");
        String noun = (one && segments.length > 1 ? segments[segments.length - 2] : last).replaceAll("[_-]", " ");
        String verb = verb(route);
        if (segments.length < 2) {
            return noun;
        }
        if (one) {
            return verb + " one of " + noun;
        }
        boolean action = tag(route).equals("auth") || segments[segments.length - 2].startsWith("{");
        return action ? tag(route).replace('_', ' ') + ": " + noun : verb + " " + noun;
    }

    private static String verb(Route route) {
        boolean page = route.result() instanceof ParameterizedType type && type.getRawType() == Page.class;
        return switch (route.method()) {
            case "GET" -> page ? "List" : "Get";
            case "POST" -> "Create";
            case "PUT" -> "Replace";
            case "DELETE" -> "Delete";
            default -> route.method();
        };
    }

    private static void security(ObjectNode operation, Route route) {
        ArrayNode security = operation.putArray("security");
        if (route.access() != Access.OPEN) {
            for (String scheme :
                    List.of("bearer", "token_query", "token_cookie", "accesskey_query", "accesskey_cookie")) {
                security.addObject().putArray(scheme);
            }
        }
    }

    private void parameters(ObjectNode operation, Route route) {
        ArrayNode parameters = operation.putArray("parameters");
        for (String name : pathParameters(route)) {
            ObjectNode parameter = parameter(parameters, name, "path").put("required", true);
            ObjectNode schema = parameter.putObject("schema").put("type", "string");
            if (name.equals("id") || name.endsWith("_id") || name.endsWith("-id")) {
                schema.put("format", "uuid");
            }
        }
        for (Notes.Query query : route.notes().queries()) {
            ObjectNode parameter = parameter(parameters, query.name(), "query").put("description", query.meaning());
            parameter.set("schema", schemas.input(query.type()));
        }
        if (takesIdempotencyKey(route)) {
            parameter(parameters, "Idempotency-Key", "header")
                    .put("description", "Makes repeating safe: the same key and body get the same answer for 24 hours")
                    .putObject("schema")
                    .put("type", "string")
                    .put("maxLength", 255);
        }
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String in) {
        return parameters.addObject().put("name", name).put("in", in);
    }

    private static List<String> pathParameters(Route route) {
        List<String> names = new ArrayList<>();
        for (String segment : route.path().split("/")) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
            }
        }
        return names;
    }

    private static boolean takesIdempotencyKey(Route route) {
        return route.method().equals("POST") && route.path().startsWith("/v1.0/");
    }

    private void request(ObjectNode operation, Route route) {
        if (route.notes().form().isPresent()) {
            Notes.Form form = route.notes().form().get();
            ObjectNode schema = content(operation.putObject("requestBody").put("required", true), "multipart/form-data")
                    .putObject("schema")
                    .put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            properties.putObject(form.file()).put("type", "string").put("format", "binary");
            form.texts().forEach(text -> properties.putObject(text).put("type", "string"));
            schema.putArray("required").add(form.file());
        } else if (route.body() != Void.class) {
            content(operation.putObject("requestBody"), "application/json").set("schema", schemas.input(route.body()));
        }
    }

    private static ObjectNode content(ObjectNode parent, String type) {
        return parent.putObject("content").putObject(type);
    }

    private void responses(ObjectNode responses, Route route) {
        success(responses, route);
        Map<Integer, List<String>> failures = new TreeMap<>();
        general(route).forEach(failure -> failures
                .computeIfAbsent(failure.status().http(), _ -> new ArrayList<>())
                .add(failure.reason()));
        boolean bare = route.path().startsWith("/auth/");
        failures.forEach((status, reasons) -> {
            ObjectNode response = responses.putObject(Integer.toString(status));
            String text = String.join(", ", new LinkedHashMap<>(unique(reasons)).keySet());
            // what a handler below /auth refuses is a bare status (conventions §10)
            boolean told = !bare || status == 429 || (status == 401 && route.access() != Access.OPEN);
            response.put("description", text);
            if (told) {
                content(response, "application/json").set("schema", schemas.error());
            }
        });
    }

    private static Map<String, Boolean> unique(List<String> reasons) {
        Map<String, Boolean> unique = new LinkedHashMap<>();
        reasons.forEach(reason -> unique.put(reason, true));
        return unique;
    }

    private void success(ObjectNode responses, Route route) {
        if (route.isWebSocket()) {
            responses.putObject("101").put("description", "A WebSocket (RFC 6455) from here on");
            return;
        }
        ObjectNode ok = responses.putObject("200").put("description", "Done");
        if (route.result() != Reply.class && route.result() != Void.class) {
            content(ok, "application/json").set("schema", schemas.output(route.result()));
        }
    }

    /** What can be refused everywhere, and what this route says of itself. */
    private static List<Notes.Failure> general(Route route) {
        List<Notes.Failure> failures = new ArrayList<>();
        boolean ids = route.path().contains("{");
        boolean body = route.body() != Void.class;
        if (ids) {
            add(failures, Status.INVALID_ARGUMENT, "INVALID_ID");
        }
        if (body) {
            add(failures, Status.INVALID_ARGUMENT, "INVALID_JSON_BODY");
        }
        if (!route.notes().queries().isEmpty()) {
            add(failures, Status.INVALID_ARGUMENT, "INVALID_REQUEST_PARAMETER");
        }
        if (body || route.notes().form().isPresent()) {
            add(failures, Status.INVALID_ARGUMENT, "INVALID_ARGUMENT");
        }
        if (route.access() != Access.OPEN) {
            add(failures, Status.UNAUTHENTICATED, "AUTHENTICATION_REQUIRED", "INVALID_CREDENTIALS");
            add(failures, Status.PERMISSION_DENIED, "PERMISSION_DENIED", "ACCOUNT_FROZEN");
        }
        if (route.access() == Access.AUTHENTICATED) {
            add(failures, Status.PERMISSION_DENIED, "DIRECT_ACCESS_NOT_SUPPORTED");
        }
        failures.addAll(route.notes().failures());
        if (!route.path().equals("/ping")) {
            add(failures, Status.RESOURCE_EXHAUSTED, "RATE_LIMIT_EXCEEDED");
        }
        if (takesIdempotencyKey(route)) {
            add(failures, Status.FAILED_PRECONDITION, "IDEMPOTENCY_IN_PROGRESS");
        }
        add(failures, Status.INTERNAL, "INTERNAL");
        return failures;
    }

    private static void add(List<Notes.Failure> failures, Status status, String... reasons) {
        for (String reason : reasons) {
            failures.add(new Notes.Failure(status, reason));
        }
    }
}
