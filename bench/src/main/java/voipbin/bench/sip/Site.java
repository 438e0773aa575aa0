package voipbin.bench.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import voipbin.bench.Bench;
import voipbin.bench.BenchFailure;
import voipbin.bench.Cores;
import voipbin.bench.KeepAlive;
import voipbin.bench.Product;
import voipbin.kit.json.Json;

/** The whole product on a core of its own, with what is needed to load it and to look into it. */
public final class Site implements AutoCloseable {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Product product;
    private final KeepAlive http;

    private Site(Product product) throws IOException {
        this.product = product;
        this.http = KeepAlive.to(api());
    }

    /** @param name of its data folder */
    public static Site start(Bench.Ask ask, boolean apart, String name) throws IOException {
        return new Site(Product.start(
                Cores.forServer(apart, List.of()),
                ask.checkout(),
                ask.folder().resolve(name),
                List.of("--set", "sip.trusted=127.0.0.0/8")));
    }

    String api() {
        return product.card().path("api").asString();
    }

    public ProcessHandle process() {
        return product.handle();
    }

    /** Where it listens over UDP. */
    public InetSocketAddress sip() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), card().path("sip_port").asInt());
    }

    public JsonNode card() {
        return product.card();
    }

    /** {@code /v1.0/path?accesskey=…} */
    String path(String path) {
        return "/v1.0/" + path + "?accesskey=" + card().path("accesskey").asString();
    }

    /** As the first customer; the answer. */
    public JsonNode post(String path, String body) throws IOException {
        return Json.parse(http.ask(KeepAlive.request("POST", path(path), body)).text());
    }

    /** A virtual number whose calls do this; a SIP URI. */
    String number(String number, String actions) throws IOException {
        String flow = post("flows", "{\"name\":\"bench\",\"detail\":\"\",\"actions\":" + actions + "}")
                .path("id")
                .asString();
        post(
                "numbers",
                "{\"number\":\"%s\",\"type\":\"virtual\",\"name\":\"bench\",\"call_flow_id\":\"%s\"}"
                        .formatted(number, flow));
        return "sip:" + number + "@127.0.0.1:" + sip().getPort();
    }

    /** All metrics, labels as part of the name. */
    Map<String, Double> metrics() throws IOException {
        Map<String, Double> all = new TreeMap<>();
        // the one that we have may have been idle for too long
        try (KeepAlive fresh = KeepAlive.to(api())) {
            fresh.ask(KeepAlive.request("GET", "/metrics", ""))
                    .text()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        int space = line.lastIndexOf(' ');
                        all.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
                    });
        }
        return all;
    }

    /** What lives in the heap, in kB, after a collection. */
    long heap() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new BenchFailure("jcmd does not tell the heap");
        }
        return Long.parseLong(used.group(1));
    }

    private String jcmd(String word) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(process().pid()), word)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Override
    public void close() throws IOException {
        http.close();
        product.close();
    }
}
