package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/** Ids of another customer's objects where they are no part of the path: {@link AccessMatrixTest} tries the paths. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BorrowedIdsTest {

    private static final String OTHER_FLOW = "The flow is another customer's.";

    private final TestServer server;
    private final Furniture furniture;
    private final TestHttp owner;
    private final TestHttp borrower;

    BorrowedIdsTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        furniture = new Furniture(server);
        owner = server.admin();
        Operator.Customer other = Operator.signUp(server);
        borrower = server.anonymous().with("Cookie", "accesskey=" + other.key());
        server.voipbin()
                .core()
                .db()
                .write(tx ->
                        tx.jooq().execute("update customers set status = 'active' where email = ?", other.email()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String id(String kind) {
        return furniture.idFor("/v1.0/" + kind + "/{id}");
    }

    private String flow() {
        return owner.get("/v1.0/calls/" + id("calls")).json().path("flow_id").asString();
    }

    private static void assertRefused(TestHttp.Answer answer, int status, String because) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().at("/error/message").asString("")).contains(because);
    }

    @Test
    void nobodyIsPaidForByAnothersAccount() {
        TestHttp.Answer answer =
                borrower.put("/v1.0/customer/billing_account_id", Map.of("billing_account_id", id("billing_accounts")));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("PERMISSION_DENIED");
        assertThat(borrower.get("/v1.0/customer").text()).doesNotContain(id("billing_accounts"));
    }

    @Test
    void nobodyRunsAnothersFlow() {
        assertThat(flow()).isNotEmpty();
        List<?> destinations = List.of(Map.of("type", "sip", "target", "nobody@127.0.0.1:9"));
        assertRefused(
                borrower.post("/v1.0/calls", Map.of("flow_id", flow(), "destinations", destinations)), 403, OTHER_FLOW);
        assertThat(borrower.get("/v1.0/calls").json().path("result").size()).isZero();

        String free = TestServer.freeNumber(borrower);
        Map<String, String> order = Map.of("number", free, "type", "virtual");
        assertRefused(
                borrower.post("/v1.0/numbers", Map.of("number", free, "type", "virtual", "call_flow_id", flow())),
                403,
                OTHER_FLOW);
        JsonNode number = borrower.post("/v1.0/numbers", order).json();
        assertRefused(
                borrower.put(
                        "/v1.0/numbers/" + number.path("id").asString("") + "/flow_ids",
                        Map.of("call_flow_id", flow())),
                403,
                OTHER_FLOW);
    }

    @Test
    void nobodyCallsFromAnothersNumber() {
        String number = owner.get("/v1.0/numbers/" + id("numbers"))
                .json()
                .path("number")
                .asString();
        assertRefused(
                borrower.post(
                        "/v1.0/calls",
                        Map.of(
                                "source", Map.of("type", "tel", "target", number),
                                "destinations", List.of(Map.of("type", "sip", "target", "nobody@127.0.0.1:9")))),
                400,
                "a number that you own");
    }

    @Test
    void noAgentIsReachedAtAnothersExtension() {
        assertRefused(
                borrower.post(
                        "/v1.0/agents",
                        Map.of(
                                "username", "borrower@example.com",
                                "password", "a password",
                                "ring_method", "ringall",
                                "permission", 16,
                                "addresses", List.of(Map.of("type", "extension", "target", id("extensions"))))),
                400,
                "an own extension");
    }

    @Test
    void listsStayOwnWhateverTheyAreAskedWith() {
        String token = owner.get("/v1.0/extensions?page_size=1")
                .json()
                .path("next_page_token")
                .asString();
        assertThat(token).isNotEmpty();
        for (String query : List.of(
                "agents?tag_ids=" + id("tags"),
                "extensions?page_token=" + token,
                "agents?customer_id=" + id("customers"))) {
            assertThat(borrower.get("/v1.0/" + query).text())
                    .as(query)
                    .contains("\"result\":")
                    .doesNotContain(id("customers"), id("agents"), id("extensions"));
        }
    }
}
