package voipbin.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.TestHttp;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.sql.Store;
import voipbin.media.audio.Tone;
import voipbin.media.audio.Wav;
import voipbin.media.audio.WavFile;
import voipbin.platform.recording.Recording;

/** Calls that are recorded, with what is heard in the files; phones of our own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingsTest {

    private static final String NIL = "00000000-0000-0000-0000-000000000000";
    private static final Map<String, Object> PLAIN =
            Map.of("format", "wav", "end_of_silence", 0, "end_of_key", "none", "duration", 0, "on_end_flow_id", NIL);

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestServer server;
    private TestHttp admin;

    RecordingsTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void eachDirectionIsInItsFileAndTheCallShowsWhatIsRecorded() throws Exception {
        Position before = server.voipbin().core().db().outbox().end();
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = called(phone, beepsAndWaits());
            phone.called().media.play(Tone.sine(440, 0.4, Duration.ofMinutes(1)), _ -> {});
            JsonNode recorded = start(call, with("duration", 2)).json();
            String id = recorded.path("recording_id").asString();
            assertThat(recorded.path("recording_ids").path(0).asString()).isEqualTo(id);
            assertThat(start(call, PLAIN).reason()).isEqualTo("RECORDING_ALREADY_ACTIVE");
            assertThat(recording(id).path("status").asString()).isEqualTo("recording");
            assertThat(admin.get("/v1.0/recordingfiles/" + id).reason()).isEqualTo("STATE_INVALID");

            JsonNode over = ended(id);
            assertThat(Instant.parse(over.path("tm_end").asString()))
                    .isAfter(Instant.parse(over.path("tm_start").asString()));
            assertThat(admin.get("/v1.0/calls/" + call)
                            .json()
                            .path("recording_id")
                            .asString())
                    .as("a recording that has ended by itself does not stand in the way of the next")
                    .isEqualTo(NIL);
            List<Wav> files = files(id);
            assertThat(files.get(0).samples()).hasSize(16_000);
            assertThat(files.get(1).samples()).hasSize(16_000);
            assertThat(share(files.get(0), 440)).isGreaterThan(0.4);
            assertThat(share(files.get(0), 1000)).isLessThan(0.1);
            assertThat(share(files.get(1), 1000)).isGreaterThan(0.4);
            assertThat(share(files.get(1), 440)).isLessThan(0.1);

            String again = start(call, PLAIN).json().path("recording_id").asString();
            phone.called().hangup();
            ended(again);
            assertThat(admin.get("/v1.0/calls/" + call)
                            .json()
                            .path("recording_ids")
                            .size())
                    .isEqualTo(2);
            assertThat(types(before, id)).containsExactly("recording_started", "recording_finished");
            assertThat(types(before, call)).doesNotContain("call_recording");
            assertThat(stored(id)).hasSize(2);
        }
        assertThat(admin.get("/v1.0/billings").text()).contains("\"reference_type\":\"recording\"");
    }

    @Test
    void aFlowRecordsUntilAKeyAndAnotherFollowsWithItsVariables() throws Exception {
        String next = admin.post(
                        "/v1.0/flows",
                        Map.of(
                                "name", "after",
                                "detail", "",
                                "actions",
                                        List.of(
                                                action(
                                                        "variable_set",
                                                        Map.of(
                                                                "key", "told",
                                                                "value",
                                                                        "${color} ${voipbin.recording.id} ${voipbin.recording.filenames}")))))
                .json()
                .path("id")
                .asString();
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = called(
                    phone,
                    List.of(
                            action("variable_set", Map.of("key", "color", "value", "blue")),
                            action(
                                    "recording_start",
                                    Map.of(
                                            "format",
                                            "wav",
                                            "end_of_key",
                                            "#",
                                            "beep_start",
                                            true,
                                            "on_end_flow_id",
                                            next)),
                            action("sleep", Map.of("duration", 60_000))));
            String id = until(
                            "/v1.0/calls/" + call,
                            row -> !row.path("recording_id").asString().equals(NIL))
                    .path("recording_id")
                    .asString();
            phone.called().media.sendDigits("1#", Duration.ofMillis(100), Duration.ofMillis(100));
            JsonNode over = ended(id);
            String activeflow = over.path("activeflow_id").asString();
            JsonNode followed = until(
                    "/v1.0/activeflows",
                    page -> follower(page, activeflow)
                            .path("status")
                            .asString("")
                            .equals("ended"));
            assertThat(follower(followed, activeflow)
                            .path("executed_actions")
                            .path(1)
                            .at("/option/value")
                            .asString())
                    .startsWith("blue " + id + " call_" + call)
                    .contains("_in.wav,call_")
                    .endsWith("_out.wav");
            assertThat(admin.get("/v1.0/calls/" + call).json().path("status").asString())
                    .as("the call's own flow goes on")
                    .isEqualTo("progressing");
            phone.called().hangup();
        }
    }

    @Test
    void whatCannotBeRecordedIsRefusedWithTheReason() throws Exception {
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = dialled(phone);
            assertThat(start(call, PLAIN).reason()).isEqualTo("CALL_STATE_INVALID");
            phone.called().answer();
            progressing(call);
            assertThat(admin.post("/v1.0/calls/" + call + "/recording_stop", "").reason())
                    .isEqualTo("RECORDING_NOT_ACTIVE");
            for (Map<String, Object> wrong : List.of(
                    with("format", "mp3"), with("end_of_key", "7"), with("duration", -1), with("end_of_silence", -1))) {
                assertThat(start(call, wrong).status()).as(wrong.toString()).isEqualTo(400);
            }
            String unknown = Id.random().toString();
            assertThat(start(call, with("on_end_flow_id", unknown)).reason()).isEqualTo("FLOW_NOT_FOUND");
            assertThat(start(unknown, PLAIN).reason()).isEqualTo("CALL_NOT_FOUND");
            assertThat(admin.get("/v1.0/recordings/" + unknown).reason()).isEqualTo("RECORDING_NOT_FOUND");
            assertThat(admin.get("/v1.0/recordingfiles/" + unknown).reason()).isEqualTo("RECORDING_NOT_FOUND");
            phone.called().hangup();
        }
    }

    @Test
    void stoppingAnswersWhenItIsOverAndDeletingTakesTheFilesAlong() throws Exception {
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = called(phone, beepsAndWaits());
            String id = start(call, PLAIN).json().path("recording_id").asString();
            JsonNode stopped =
                    admin.post("/v1.0/calls/" + call + "/recording_stop", "").json();
            assertThat(stopped.path("recording_id").asString()).isEqualTo(NIL);
            assertThat(recording(id).path("status").asString()).isEqualTo("ended");
            assertThat(admin.get("/v1.0/recordings").text()).contains(id);
            until("/v1.0/storage_files", _ -> stored(id).size() == 2);
            String address = location(id);

            assertThat(admin.delete("/v1.0/recordings/" + id).json().has("tm_delete"))
                    .isTrue();
            assertThat(admin.get("/v1.0/recordings/" + id).reason()).isEqualTo("RESOURCE_NOT_FOUND");
            assertThat(admin.get("/v1.0/recordings").text()).doesNotContain(id);
            assertThat(fetch(address).length).as("nothing but the refusal").isLessThan(400);
            until("/v1.0/storage_files", _ -> stored(id).isEmpty());
            phone.called().hangup();
        }
    }

    @Test
    void whatACrashOrAStopCutOffIsStoredAtTheNextStart() throws Exception {
        Id<Recording> id = Id.random();
        String name = "call_" + Id.random() + "_2026-01-01T00:00:00Z";
        Store<Recording> rows = Furniture.recordings(server);
        Position before = server.voipbin().core().db().outbox().end();
        rows.insert(Furniture.recording(id, server, name, Recording.Status.RECORDING));
        for (String direction : List.of("_in.wav", "_out.wav")) {
            Path file = server.path("recordings").resolve(name + direction);
            WavFile.create(file, 1).close();
            // samples that no header counts, and half of one
            Files.write(file, new byte[32_001], StandardOpenOption.APPEND);
        }
        Files.writeString(server.path("recordings").resolve("left.wav"), "nobody's");
        String stopped;
        try (TestCaller phone = new TestCaller(server.card())) {
            stopped = start(called(phone, beepsAndWaits()), PLAIN)
                    .json()
                    .path("recording_id")
                    .asString();
            server.restart();
            admin = server.admin();
        }
        assertThat(recording(stopped).path("status").asString()).isEqualTo("ended");
        until("/v1.0/storage_files", _ -> stored(stopped).size() == 2);
        List<Wav> both = files(stopped);
        assertThat(both.get(0).samples()).hasSameSizeAs(both.get(1).samples());

        JsonNode over = ended(id.toString());
        assertThat(Duration.between(
                        Instant.parse(over.path("tm_start").asString()),
                        Instant.parse(over.path("tm_end").asString())))
                .isEqualTo(Duration.ofSeconds(2));
        until("/v1.0/storage_files", _ -> stored(id.toString()).size() == 2);
        assertThat(files(id.toString()).get(0).samples()).hasSize(16_000);
        assertThat(types(before, id.toString())).contains("recording_finished");
        assertThat(server.path("recordings").resolve("left.wav")).doesNotExist();
    }

    private List<Map<String, Object>> beepsAndWaits() {
        List<Map<String, Object>> actions = new ArrayList<>(Collections.nCopies(60, action("beep", Map.of())));
        actions.add(action("sleep", Map.of("duration", 60_000)));
        return actions;
    }

    private static Map<String, Object> action(String type, Map<String, Object> option) {
        return Map.of("type", type, "option", option);
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> wish = new LinkedHashMap<>(PLAIN);
        wish.put(field, value);
        return wish;
    }

    private TestHttp.Answer start(String call, Map<String, Object> wish) {
        return admin.post("/v1.0/calls/" + call + "/recording_start", wish);
    }

    private String dialled(TestCaller phone) {
        return dialled(phone, beepsAndWaits());
    }

    private String dialled(TestCaller phone, List<Map<String, Object>> actions) {
        String target = "phone@" + phone.address();
        return admin.post(
                        "/v1.0/calls",
                        Map.of("destinations", List.of(Map.of("type", "sip", "target", target)), "actions", actions))
                .json()
                .at("/calls/0/id")
                .asString();
    }

    private String called(TestCaller phone, List<Map<String, Object>> actions) throws Exception {
        String call = dialled(phone, actions);
        phone.called().answer();
        progressing(call);
        return call;
    }

    private void progressing(String call) throws Exception {
        until("/v1.0/calls/" + call, row -> row.path("status").asString("").equals("progressing"));
    }

    private JsonNode recording(String id) {
        return admin.get("/v1.0/recordings/" + id).json();
    }

    private JsonNode ended(String id) throws Exception {
        return until(
                "/v1.0/recordings/" + id, row -> row.path("status").asString("").equals("ended"));
    }

    private JsonNode follower(JsonNode page, String activeflow) {
        for (JsonNode one : page.path("result")) {
            if (one.path("reference_activeflow_id").asString("").equals(activeflow)) {
                return one;
            }
        }
        return page.path("none");
    }

    /** Looks again until it holds, for twenty seconds. */
    private JsonNode until(String path, Predicate<JsonNode> holds) throws Exception {
        long end = System.nanoTime() + SECONDS.toNanos(20);
        JsonNode seen = admin.get(path).json();
        while (!holds.test(seen)) {
            assertThat(System.nanoTime()).as("%s stays %s", path, seen).isLessThan(end);
            Thread.sleep(20);
            seen = admin.get(path).json();
        }
        return seen;
    }

    private List<String> stored(String id) {
        List<String> names = new ArrayList<>();
        for (JsonNode file : admin.get("/v1.0/storage_files").json().path("result")) {
            if (file.path("reference_id").asString("").equals(id)) {
                names.add(file.path("filename").asString());
            }
        }
        return names;
    }

    private List<String> types(Position before, String id) {
        return server.voipbin().core().db().outbox().after(before, 500).stream()
                .filter(event -> event.tree().path("id").asString("").equals(id))
                .map(Event::type)
                .toList();
    }

    private String location(String id) {
        TestHttp.Answer redirect = admin.get("/v1.0/recordingfiles/" + id);
        assertThat(redirect.status()).isEqualTo(307);
        return redirect.headers().firstValue("Location").orElseThrow();
    }

    private byte[] fetch(String address) throws IOException, InterruptedException {
        URI here = URI.create("http://127.0.0.1:" + server.voipbin().httpPort()
                + URI.create(address).getPath());
        return client.send(HttpRequest.newBuilder(here).build(), BodyHandlers.ofByteArray())
                .body();
    }

    /** The incoming direction, then the outgoing one. */
    private List<Wav> files(String id) throws Exception {
        List<Wav> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(fetch(location(id))))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getName()).endsWith(files.isEmpty() ? "_in.wav" : "_out.wav");
                files.add(Wav.read(zip));
            }
        }
        assertThat(files).hasSize(2);
        return files;
    }

    /** The share of all energy that the tone has, by 20 ms. */
    private static double share(Wav wav, int hertz) {
        double tone = 0;
        double all = 0;
        for (int from = 0; from + 160 <= wav.samples().length; from += 160) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 160; i++) {
                double angle = 2 * Math.PI * hertz * i / 8000;
                re += wav.samples()[from + i] * Math.cos(angle);
                im += wav.samples()[from + i] * Math.sin(angle);
                all += (double) wav.samples()[from + i] * wav.samples()[from + i];
            }
            tone += 2 * (re * re + im * im) / 160;
        }
        return all == 0 ? 0 : tone / all;
    }
}
