package voipbin.platform.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Visibility;
import voipbin.kit.outward.AddressRules;
import voipbin.kit.outward.OutwardHttp;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Outbox;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;

/** A database with customers in it, and the push module over it in a hurry. */
final class PushWorld implements AutoCloseable {

    static final String SECRET = "abcdefghijklmnopqrstuvwxyz012345";

    /** What the table of customers insists on. */
    private record CustomerRow(
            Id<CustomerRow> id,
            String name,
            String detail,
            String email,
            String phoneNumber,
            String address,
            String webhookMethod,
            String webhookUri,
            String webhookSecret,
            Id<?> billingAccountId,
            Map<String, String> metadata,
            boolean emailVerified,
            String status,
            String identityVerificationStatus,
            String termsAgreedVersion,
            String termsAgreedIp,
            Instant tmCreate) {}

    static final WebhookSettings HURRY = new WebhookSettings(
            AddressRules.anything(),
            new OutwardHttp.Patience(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(1)),
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(60)),
            WebhookSettings.Crews.STANDARD,
            Duration.ofMillis(20),
            new WebhookSettings.Kept(Duration.ofDays(7), Duration.ofDays(7)));

    final Db db;
    final Counters counters = new Counters();
    final PushModule push;
    private final Store<CustomerRow> rows;

    PushWorld() {
        this(TestDatabase.open(), HURRY);
    }

    PushWorld(Db db, WebhookSettings settings) {
        this.db = db;
        rows = new Store<>(db, Table.of("customers", CustomerRow.class), new Noun("customer", Visibility.INTERNAL));
        push = PushModule.of(db, settings, Clock.systemUTC(), new Random(7), counters);
    }

    PushWorld start() {
        push.start();
        return this;
    }

    Id<?> customer(String uri) {
        return customer(uri, "POST");
    }

    Id<?> customer(String uri, String method) {
        Id<CustomerRow> id = Id.random();
        rows.insert(new CustomerRow(
                id,
                "name",
                "",
                id + "@example.org",
                "",
                "",
                method,
                uri,
                SECRET,
                Id.nil(),
                Map.of(),
                true,
                "active",
                "none",
                "",
                "",
                Instant.now()));
        return id;
    }

    private record NewUri(String webhookUri) {}

    void setUri(Id<?> customer, String uri) {
        rows.update(customer.as(), new NewUri(uri));
    }

    /** A customer-visible event of a resource; {@code n} tells it from others. */
    void happens(Id<?> customer, String type, String resource, int n) {
        happens(customer, type, Map.of("id", resource, "n", n), Visibility.CUSTOMER);
    }

    void happens(Id<?> customer, String type, Map<String, ?> data, Visibility visibility) {
        db.write(tx -> {
            db.outbox().append(tx, new Outbox.Entry(customer, type, data, visibility));
            return customer;
        });
    }

    /** What the table of activeflows insists on. */
    private record ActiveflowRow(
            Id<ActiveflowRow> id,
            Id<?> customerId,
            Id<?> flowId,
            String status,
            String referenceType,
            Id<?> referenceId,
            Id<?> referenceActiveflowId,
            Id<?> onCompleteFlowId,
            String webhookUri,
            String webhookMethod,
            Map<String, String> currentAction,
            Id<?> forwardActionId,
            List<String> executedActions,
            Instant tmCreate) {}

    Id<?> activeflow(Id<?> customer, String uri) {
        Id<?> none = Id.nil();
        return new Store<>(
                        db, Table.of("activeflows", ActiveflowRow.class), new Noun("activeflow", Visibility.INTERNAL))
                .insert(new ActiveflowRow(
                        Id.random(),
                        customer,
                        none,
                        "running",
                        "call",
                        none,
                        none,
                        none,
                        uri,
                        "PUT",
                        Map.of(),
                        none,
                        List.of(),
                        Instant.now()))
                .id();
    }

    @Override
    public void close() {
        push.close();
        db.close();
    }
}
