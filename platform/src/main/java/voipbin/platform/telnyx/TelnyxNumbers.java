package voipbin.platform.telnyx;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import voipbin.platform.number.Number;
import voipbin.platform.number.NumberCarrier;

/** Sells the numbers that Telnyx has, in the platform's own account. */
public final class TelnyxNumbers implements NumberCarrier {

    private final TelnyxApi api;
    private final String connection;

    /**
     * @param url of the REST API
     * @param connection the id of the connection that calls to the numbers come by; empty leaves that to an operator
     */
    public TelnyxNumbers(String url, String key, String connection) {
        this.api = new TelnyxApi(url, key, TelnyxApi::ourKeyRejected);
        this.connection = connection;
    }

    @Override
    public String name() {
        return Telnyx.NAME;
    }

    @Override
    public List<Number.Available> available(String country, int count) {
        JsonNode found =
                api.get("/available_phone_numbers?filter%5Bcountry_code%5D=" + country + "&filter%5Blimit%5D=" + count);
        return found.valueStream()
                .limit(count)
                .map(number -> new Number.Available(
                        number.path("phone_number").asString(""), country, region(number), "", features(number)))
                .toList();
    }

    private static String region(JsonNode number) {
        return number.path("region_information")
                .valueStream()
                .filter(region -> region.path("region_type").asString("").equals("state"))
                .map(region -> region.path("region_name").asString(""))
                .findFirst()
                .orElse("");
    }

    private static List<Number.Feature> features(JsonNode number) {
        List<Number.Feature> features = new ArrayList<>();
        for (Number.Feature feature : Number.Feature.values()) {
            String name = feature.name().toLowerCase(Locale.ROOT);
            if (number.path("features")
                    .valueStream()
                    .anyMatch(offered -> offered.path("name").asString("").equals(name))) {
                features.add(feature);
            }
        }
        return features;
    }

    @Override
    public Purchase buy(String number) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("phone_numbers", List.of(Map.of("phone_number", number)));
        if (!connection.isEmpty()) {
            order.put("connection_id", connection);
        }
        JsonNode made = api.post("/number_orders", order);
        return new Purchase(made.path("id").asString(""), false, false);
    }

    /** The order's id is none of the number's: that is looked up by the number itself. */
    @Override
    public void release(String number, String reference) {
        String encoded = URLEncoder.encode(number, StandardCharsets.UTF_8);
        api.get("/phone_numbers?filter%5Bphone_number%5D=" + encoded)
                .valueStream()
                .filter(found -> found.path("phone_number").asString("").equals(number))
                .forEach(
                        found -> api.delete("/phone_numbers/" + found.path("id").asString("")));
    }
}
