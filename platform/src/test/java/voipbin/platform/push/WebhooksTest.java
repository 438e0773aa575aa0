package voipbin.platform.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.kit.event.Visibility;
import voipbin.kit.outward.AddressRules;
import voipbin.platform.push.Receiver.Answer;
import voipbin.platform.push.Receiver.Told;
import voipbin.platform.push.WebhookDelivery.Status;

/** Webhooks end to end: a real database, real sockets, a receiver that behaves as receivers do. */
class WebhooksTest {

    private final PushWorld world = new PushWorld().start();
    private final Receiver receiver = Receiver.answering(200);

    @AfterEach
    void close() {
        receiver.close();
        world.close();
    }

    private List<WebhookDelivery> deliveries(Id<?> customer) {
        DeliveryQueue queue = new DeliveryQueue(world.db);
        return queue.store().all(queue.store().table().is("customer_id", customer));
    }

    /** The receiver has been told before the delivery is marked: the mark is waited for by its counter. */
    private void awaitEnded(int count) {
        while (world.counters.counter("webhooks.delivered").sum()
                        + world.counters.counter("webhooks.dead").sum()
                < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aCustomerIsToldInASignedEnvelope() throws Exception {
        Id<?> customer = world.customer(receiver.uri("/hook?a=b"), "PUT");
        world.happens(customer, "call_hangup", "c1", 1);
        Told told = receiver.await(list -> list.size() == 1).getFirst();
        assertThat(told.method()).isEqualTo("PUT");
        assertThat(told.path()).isEqualTo("/hook?a=b");
        assertThat(told.type()).isEqualTo("call_hangup");
        assertThat(told.data().path("n").asInt()).isEqualTo(1);
        assertThat(told.headers()).containsEntry("content-type", "application/json");

        String id = told.headers().get("webhook-id");
        String timestamp = told.headers().get("webhook-timestamp");
        assertThat(told.headers())
                .containsEntry("x-voipbin-signature", "sha256=" + HexFormat.of().formatHex(hmac(told.body())))
                .containsEntry(
                        "webhook-signature",
                        "v1," + Base64.getEncoder().encodeToString(hmac(id + "." + timestamp + "." + told.body())));
        assertThat(Long.parseLong(timestamp))
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        awaitEnded(1);
        WebhookDelivery delivery = deliveries(customer).getFirst();
        assertThat(delivery.eventId()).hasToString(id);
        assertThat(delivery.status()).isEqualTo(Status.DELIVERED);
        assertThat(delivery.statusCode()).isEqualTo(200);
        assertThat(delivery.tmNext()).isNull();
    }

    private static byte[] hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PushWorld.SECRET.getBytes(UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    @Test
    void everyEventArrivesInTheOrderOfItsResourceHoweverOftenTheTargetFails() {
        Random random = new Random(42);
        receiver.answer(
                _ -> Answer.of(List.of(200, 500, 200, 503, 204, 408, 429, 200).get(random.nextInt(8))));
        Id<?> customer = world.customer(receiver.uri("/"));
        int resources = 20;
        int events = 200;
        for (int n = 0; n < events; n++) {
            world.happens(customer, "call_updated", "call-" + n % resources, n);
        }
        List<Told> told = receiver.await(list -> heard(list).size() == events);
        Map<String, List<Integer>> order = new HashMap<>();
        for (Told one : told) {
            if (one.answer() < 300) {
                order.computeIfAbsent(one.data().path("id").asString(), _ -> new ArrayList<>())
                        .add(one.n());
            }
        }
        assertThat(order).hasSize(resources);
        assertThat(order.values())
                .allSatisfy(numbers -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
        Map<Integer, Set<String>> ids = told.stream()
                .collect(Collectors.groupingBy(
                        Told::n, Collectors.mapping(one -> one.headers().get("webhook-id"), Collectors.toSet())));
        assertThat(ids.values())
                .as("the id stays the same")
                .allSatisfy(same -> assertThat(same).hasSize(1));
        assertThat(world.counters.counter("webhooks.retried").sum()).isPositive();
    }

    private static Set<Integer> heard(List<Told> told) {
        return told.stream().filter(one -> one.answer() < 300).map(Told::n).collect(Collectors.toSet());
    }

    @Test
    void whileOneResourceIsRetriedItsLaterEventsWaitAndOthersGoOn() {
        Id<?> customer = world.customer(receiver.uri("/"));
        receiver.answer(told -> {
            boolean otherHeard = receiver.told().stream().anyMatch(one -> one.n() == 3);
            return Answer.of(told.n() == 3 || otherHeard ? 200 : 500);
        });
        world.happens(customer, "call_ringing", "a", 1);
        world.happens(customer, "call_hangup", "a", 2);
        receiver.await(list -> list.size() == 2);
        world.happens(customer, "call_ringing", "b", 3);
        List<Told> told = receiver.await(list -> heard(list).size() == 3);
        assertThat(told.stream().filter(one -> one.answer() == 200).map(Told::n))
                .containsExactly(3, 1, 2);
        assertThat(told.stream().filter(one -> one.answer() == 500).map(Told::n))
                .containsOnly(1);
    }

    @Test
    void aDeadTargetDoesNotDelayAnotherCustomer() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Receiver silent = new Receiver(_ -> {
            await(end);
            return Answer.of(200);
        })) {
            List<Id<?>> dead = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Id<?> customer = world.customer(silent.uri("/"));
                dead.add(customer);
                IntStream.range(0, 20).forEach(n -> world.happens(customer, "call_updated", "c" + n, n));
            }
            Id<?> alive = world.customer(receiver.uri("/"));
            for (int n = 0; n < 50; n++) {
                long from = System.nanoTime();
                int last = n;
                world.happens(alive, "call_updated", "c" + n, n);
                receiver.await(list -> heard(list).contains(last));
                assertThat(System.nanoTime() - from)
                        .as("far less than the silent ones' patience")
                        .isLessThan(5_000_000_000L);
            }
            assertThat(deliveries(alive)).hasSize(50);
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRefusalIsFinalAndTheNextOfTheResourceGetsItsTurn() {
        receiver.answer(told -> Answer.of(told.n() == 1 ? 404 : 200));
        Id<?> customer = world.customer(receiver.uri("/"));
        world.happens(customer, "call_ringing", "a", 1);
        world.happens(customer, "call_hangup", "a", 2);
        receiver.await(list -> heard(list).contains(2));
        awaitEnded(2);
        assertThat(receiver.told()).extracting(Told::n).containsExactly(1, 2);
        WebhookDelivery refused = deliveries(customer).stream()
                .filter(one -> one.type().equals("call_ringing"))
                .findFirst()
                .orElseThrow();
        assertThat(refused.status()).isEqualTo(Status.DEAD);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.attemptCount()).isEqualTo(1);
    }

    @Test
    void anActiveflowsWebhookIsToldAdditionally() {
        Id<?> customer = world.customer(receiver.uri("/own"));
        Id<?> flow = world.activeflow(customer, receiver.uri("/flow"));
        Id<?> other = world.customer("");
        world.happens(customer, "call_ringing", Map.of("id", "c", "n", 1, "activeflow_id", flow), Visibility.CUSTOMER);
        world.happens(other, "call_ringing", Map.of("id", "c", "n", 2, "activeflow_id", flow), Visibility.CUSTOMER);
        world.happens(customer, "call_hangup", "c", 3);
        List<Told> told = receiver.await(list -> list.size() == 3);
        assertThat(told)
                .extracting(one -> one.method() + one.path() + one.n())
                .containsExactlyInAnyOrder("POST/own1", "PUT/flow1", "POST/own3");
        assertThat(told).allSatisfy(one -> assertThat(one.headers()).containsKey("x-voipbin-signature"));
    }

    @Test
    void whatIsInternalOrThePlatformsOwnStaysInside() {
        Id<?> customer = world.customer(receiver.uri("/"));
        Id<?> system = Id.parse("00000000-0000-0000-0000-000000000002").orElseThrow();
        world.happens(customer, "flow_updated", Map.of("id", "f", "n", 1), Visibility.INTERNAL);
        world.happens(system, "call_updated", "c", 2);
        world.happens(world.customer(""), "call_updated", "c", 3);
        world.happens(customer, "call_updated", "c", 4);
        assertThat(receiver.await(list -> !list.isEmpty())).extracting(Told::n).containsExactly(4);
    }

    @Test
    void aWrongUriIsFinalAndMendingItIsEnoughForWhatIsPending() {
        Id<?> malformed = world.customer("http://a b");
        world.happens(malformed, "call_updated", "c", 1);
        awaitEnded(1);
        assertThat(deliveries(malformed).getFirst().error()).isEqualTo("not a URI");

        Receiver gone = Receiver.answering(200);
        Id<?> customer = world.customer(gone.uri("/"));
        gone.close();
        world.happens(customer, "call_updated", "c", 2);
        while (world.counters.counter("webhooks.retried").sum() == 0) {
            Thread.onSpinWait();
        }
        world.setUri(customer, receiver.uri("/new"));
        assertThat(receiver.await(list -> !list.isEmpty()).getFirst().path()).isEqualTo("/new");
    }

    @Test
    void privateTargetsAreRefusedUnlessAllowed() {
        WebhookSettings strict = new WebhookSettings(
                AddressRules.publicAnd(List.of()),
                PushWorld.HURRY.patience(),
                PushWorld.HURRY.backoff(),
                PushWorld.HURRY.crews(),
                PushWorld.HURRY.look(),
                PushWorld.HURRY.kept());
        try (PushWorld careful = new PushWorld(voipbin.kit.TestDatabase.open(), strict).start()) {
            Id<?> customer = careful.customer(receiver.uri("/").replace("127.0.0.1", "localhost"));
            careful.happens(customer, "call_updated", "c", 1);
            while (careful.counters.counter("webhooks.dead").sum() == 0) {
                Thread.onSpinWait();
            }
            assertThat(receiver.told()).isEmpty();
        }
    }

    @Test
    void whatIsPendingAtAStopIsSentAtTheNextStart() {
        receiver.answer(_ -> Answer.of(500));
        Id<?> customer = world.customer(receiver.uri("/"));
        IntStream.range(0, 30).forEach(n -> world.happens(customer, "call_updated", "c" + n % 5, n));
        receiver.await(list -> list.size() > 3);
        world.push.close();
        receiver.answer(_ -> Answer.of(200));
        PushModule next =
                PushModule.of(world.db, PushWorld.HURRY, java.time.Clock.systemUTC(), new Random(1), world.counters);
        next.start();
        receiver.await(list -> heard(list).size() == 30);
        next.close();
    }
}
