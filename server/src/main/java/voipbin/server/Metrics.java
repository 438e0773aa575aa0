package voipbin.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import voipbin.base.Counters;
import voipbin.base.Histogram;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Route;

/** {@code /metrics} in the Prometheus text format: what the rooms count, and the state of the process. */
final class Metrics {

    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Counters counters;
    private final Lazy<PrometheusMeterRegistry> registry = new Lazy<>(Metrics::registry);

    Metrics(Counters counters) {
        this.counters = counters;
    }

    List<Route> pages() {
        return List.of(Route.page("/metrics", _ -> scrape()));
    }

    private Reply scrape() {
        PrometheusMeterRegistry all = registry.get();
        // counters come into being as things happen: each scrape adds those that are new
        counters.counts()
                .keySet()
                .forEach(name -> FunctionCounter.builder(
                                "voipbin." + name,
                                counters,
                                from -> from.counter(name).sum())
                        .register(all));
        counters.levels()
                .keySet()
                .forEach(name -> Gauge.builder(
                                "voipbin." + name,
                                counters,
                                from -> from.levels().getOrDefault(name, 0L))
                        .register(all));
        StringBuilder page = new StringBuilder(all.scrape());
        counters.spreads().forEach((name, spread) -> write(page, "voipbin_" + name.replace('.', '_'), spread));
        return Reply.bytes(FORMAT, page.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Our own histograms: Micrometer's would have to be fed where the figures come up. */
    private static void write(StringBuilder page, String name, Histogram spread) {
        List<Long> upTo = spread.upTo();
        page.append("# TYPE ").append(name).append(" histogram\n");
        for (int i = 0; i < spread.bounds().size(); i++) {
            line(page, name + "_bucket{le=\"" + spread.bounds().get(i) + "\"}", upTo.get(i));
        }
        line(page, name + "_bucket{le=\"+Inf\"}", upTo.getLast());
        line(page, name + "_sum", spread.sum());
        line(page, name + "_count", upTo.getLast());
    }

    private static void line(StringBuilder page, String name, Number figure) {
        page.append(name).append(' ').append(figure).append('\n');
    }

    @SuppressWarnings("resource") // lives as long as the process
    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return registry;
    }
}
