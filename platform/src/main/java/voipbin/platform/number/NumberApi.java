package voipbin.platform.number;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.ArrayList;
import java.util.List;
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
                .delete(numbers::delete)
                .routes());
        routes.add(new Route(
                "GET",
                "/v1.0/available_numbers",
                Access.AUTHENTICATED,
                Void.class,
                Number.AvailableList.class,
                this::available)
                .query("page_size", int.class, "At most so many, 100 unless given")
                .query("country_code", String.class, "ISO 3166-1 alpha-2; needed unless type is virtual")
                .query("type", Number.Type.class, "Of which kind"));
        return routes;
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
                if (ask.query("country_code", "").isEmpty()) {
                    throw Problem.invalid("country_code", "is needed unless type is virtual");
                }
                throw Numbers.noCarrier();
            }
        };
    }
}
