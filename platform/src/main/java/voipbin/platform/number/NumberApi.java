package voipbin.platform.number;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;
import voipbin.platform.number.Number.Available;
import voipbin.platform.number.Number.Feature;

/** {@code /numbers} and {@code /available_numbers}. */
public final class NumberApi {

    private static final String COUNTRY_OF_VIRTUAL = "899";

    private final Numbers numbers;

    public NumberApi(Numbers numbers) {
        this.numbers = numbers;
    }

    public List<Route> routes(Store<Number> store) {
        List<Route> routes = new ArrayList<>(Resource.of(store, "/numbers", ADMIN_OR_MANAGER)
                .list()
                .get()
                .create(Number.Draft.class, numbers::create)
                .edit(Number.Edit.class, (_, id, edit) -> numbers.edit(id, edit))
                .put("/flow_ids", Number.NewFlows.class, (_, id, flows) -> numbers.setFlows(id, flows))
                .put("/metadata", Number.Metadata.class, (_, id, metadata) -> numbers.setMetadata(id, metadata))
                .delete("", (_, id) -> numbers.delete(id))
                .routes());
        routes.add(new Route(
                "POST",
                "/v1.0/numbers/renew",
                Access.AUTHENTICATED,
                Number.Renewal.class,
                Number[].class,
                this::renew));
        routes.add(new Route(
                        "GET",
                        "/v1.0/available_numbers",
                        Access.AUTHENTICATED,
                        Void.class,
                        Number.AvailableList.class,
                        this::available)
                .query("page_size", int.class, "At most so many, 100 unless given")
                .query("country_code", String.class, "ISO 3166 code, needed for normal numbers")
                .query("type", Number.Type.class, "normal unless given"));
        return routes;
    }

    private Object renew(Ask ask) {
        Instant before = ask.body(Number.Renewal.class).tmRenew();
        ask.caller().require(Id.nil(), PROJECT_SUPER_ADMIN);
        if (before == null) {
            throw Problem.invalid("tm_renew", "must be a time");
        }
        return numbers.renew(before);
    }

    private Object available(Ask ask) {
        ask.caller().require(ask.caller().customerId(), ADMIN_OR_MANAGER);
        int count = ask.page().size();
        return switch (Numbers.typeOf(ask.query("type", ""))) {
            case VIRTUAL ->
                new Number.AvailableList(numbers.availableVirtual(count).stream()
                        .map(number -> new Available(number, COUNTRY_OF_VIRTUAL, "", "", List.of(Feature.VOICE)))
                        .toList());
            case NORMAL -> {
                String country = ask.query("country_code", "").toUpperCase(Locale.ROOT);
                if (!country.matches("[A-Z]{2}")) {
                    throw Problem.invalid("country_code", "must be an ISO 3166 code unless type is virtual");
                }
                yield new Number.AvailableList(numbers.availableNormal(country, count));
            }
        };
    }
}
