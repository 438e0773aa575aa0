package voipbin.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A bucket in memory that speaks as much of S3 as we do. It believes nobody: each request must be signed as Amazon's
 * "Signature Version 4" says, over the body that really came.
 */
final class S3Double implements AutoCloseable {

    static final S3Bucket.Key KEY = new S3Bucket.Key("AKIATEST", "a-secret");
    static final String REGION = "eu-test-1";

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request, SignedHeaders=([^,]+), Signature=(\\w+)");

    final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Map<Integer, byte[]>> uploads = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    S3Double() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    /** As {@code things}, with keys that begin with {@code house/}. */
    S3Bucket bucket() {
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        return new S3Bucket(endpoint, REGION, "things", "house/", true);
    }

    int unfinished() {
        return uploads.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            if (!isSigned(exchange, body)) {
                answer(exchange, 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (!path.startsWith("/things")) {
                answer(exchange, 404, "<Error><Code>NoSuchBucket</Code></Error>");
                return;
            }
            String key = path.length() > 8 ? path.substring(8) : "";
            Map<String, String> query = query(exchange);
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, key, query, body);
                case "POST" -> post(exchange, key, query);
                case "DELETE" -> delete(exchange, key, query);
                default -> get(exchange, key, query);
            }
        }
    }

    private void put(HttpExchange exchange, String key, Map<String, String> query, byte[] body) throws IOException {
        if (query.containsKey("uploadId")) {
            parts(uploads.get(query.get("uploadId"))).put(Integer.valueOf(query.get("partNumber")), body);
        } else {
            objects.put(key, body);
        }
        exchange.getResponseHeaders().set("ETag", "\"" + hash(body) + "\"");
        answer(exchange, 200, "");
    }

    private void post(HttpExchange exchange, String key, Map<String, String> query) throws IOException {
        if (query.containsKey("uploads")) {
            String id = "upload-" + uploads.size() + key;
            uploads.put(id, new TreeMap<>());
            answer(
                    exchange,
                    200,
                    "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
            return;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts(uploads.remove(query.get("uploadId"))).values()) {
            whole.write(part);
        }
        objects.put(key, whole.toByteArray());
        answer(exchange, 200, "<CompleteMultipartUploadResult><Key>x</Key></CompleteMultipartUploadResult>");
    }

    private static Map<Integer, byte[]> parts(@Nullable Map<Integer, byte[]> upload) {
        return Objects.requireNonNull(upload, "no such upload");
    }

    private void delete(HttpExchange exchange, String key, Map<String, String> query) throws IOException {
        if (query.containsKey("uploadId")) {
            uploads.remove(query.get("uploadId"));
        } else {
            objects.remove(key);
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private void get(HttpExchange exchange, String key, Map<String, String> query) throws IOException {
        byte[] object = objects.get(key);
        if (query.containsKey("list-type")) {
            answer(exchange, 200, listing(query.getOrDefault("prefix", "")));
        } else if (object == null) {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
        } else {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            if (from >= object.length && from > 0) {
                answer(exchange, 416, "<Error><Code>InvalidRange</Code></Error>");
                return;
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, object.length == 0 ? -1 : object.length - from);
            exchange.getResponseBody().write(object, from, object.length - from);
        }
    }

    private String listing(String prefix) {
        return objects.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> "<Contents><Key>" + key
                        + "</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>")
                .collect(Collectors.joining(
                        "", "<ListBucketResult><IsTruncated>false</IsTruncated>", "</ListBucketResult>"));
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] body = xml.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                String[] sides = pair.split("=", 2);
                query.put(sides[0], sides.length == 2 ? URLDecoder.decode(sides[1], UTF_8) : "");
            }
        }
        return query;
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher parts = AUTHORIZATION.matcher(given == null ? "" : given);
        String hash = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        // whoever sends no body need not sign it
        boolean none = body.length == 0 && "UNSIGNED-PAYLOAD".equals(hash);
        boolean whole = hash != null && (none || hash.equals(hash(body)));
        if (!parts.matches()
                || !whole
                || !parts.group(1).equals(KEY.access())
                || !parts.group(3).equals(REGION)) {
            return false;
        }
        String headers = Arrays.stream(parts.group(4).split(";"))
                .map(name -> name + ":"
                        + String.join(",", exchange.getRequestHeaders().get(name))
                                .strip() + "\n")
                .collect(Collectors.joining());
        String raw = exchange.getRequestURI().getRawQuery();
        String query = raw == null
                ? ""
                : Arrays.stream(raw.split("&"))
                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
        String canonical = String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query,
                headers,
                parts.group(4),
                hash);
        String text = "AWS4-HMAC-SHA256\n" + exchange.getRequestHeaders().getFirst("x-amz-date") + "\n" + parts.group(2)
                + "/" + REGION + "/s3/aws4_request\n" + hash(canonical.getBytes(UTF_8));
        byte[] key = ("AWS4" + KEY.secret()).getBytes(UTF_8);
        for (String step : new String[] {parts.group(2), REGION, "s3", "aws4_request", text}) {
            key = hmac(key, step);
        }
        return HexFormat.of().formatHex(key).equals(parts.group(5));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
