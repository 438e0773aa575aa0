package voipbin.kit.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request; a literal segment goes before a parameter. */
final class Router {

    /** A route with the values of its path parameters. */
    record Match(Route route, Map<String, String> parameters) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private @Nullable Node parameter;
        private final Map<String, Route> routes = new HashMap<>();

        Node child(String segment) {
            if (!isParameter(segment)) {
                return literals.computeIfAbsent(segment, _ -> new Node());
            }
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }
    }

    private final Node root = new Node();

    /** @throws IllegalArgumentException if two routes are for the same method and path */
    Router(Collection<Route> routes) {
        for (Route route : routes) {
            Node node = root;
            for (String segment : segments(route.path())) {
                node = node.child(segment);
            }
            Route other = node.routes.put(route.method(), route);
            if (other != null) {
                throw new IllegalArgumentException(
                        "two routes for " + route.method() + " " + route.path() + " and " + other.path());
            }
        }
    }

    /** @param path percent-encoded, as on the request line */
    Optional<Match> find(String method, String path) {
        List<String> segments = segments(path);
        Route found = find(root, method.equals("HEAD") ? "GET" : method, segments, 0);
        return Optional.ofNullable(found).map(route -> new Match(route, parameters(route, segments)));
    }

    private static @Nullable Route find(@Nullable Node node, String method, List<String> segments, int depth) {
        if (node == null) {
            return null;
        }
        if (depth == segments.size()) {
            return node.routes.get(method);
        }
        String segment = segments.get(depth);
        Route literal = find(node.literals.get(segment), method, segments, depth + 1);
        return literal != null || segment.isEmpty() ? literal : find(node.parameter, method, segments, depth + 1);
    }

    private static Map<String, String> parameters(Route route, List<String> asked) {
        Map<String, String> parameters = new HashMap<>();
        List<String> pattern = segments(route.path());
        for (int i = 0; i < pattern.size(); i++) {
            String segment = pattern.get(i);
            if (isParameter(segment)) {
                parameters.put(segment.substring(1, segment.length() - 1), Percent.decode(asked.get(i)));
            }
        }
        return parameters;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    /** What stands between and behind the slashes; the first one is dropped. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        for (int slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(path.substring(from, slash));
            from = slash + 1;
        }
        segments.add(path.substring(Math.min(from, path.length())));
        return segments;
    }
}
