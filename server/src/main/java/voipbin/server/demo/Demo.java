package voipbin.server.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import voipbin.base.Reach;
import voipbin.sip.CallOutcome;
import voipbin.sip.auth.Credentials;

/** The first call, step by step, over the same API and the same SIP as everybody's. */
public final class Demo {

    private static final int STEP_SECONDS = 5;
    private static final int TALK_SECONDS = 12;
    private static final int WAV_HEADER = 44;
    private static final int BYTES_A_SECOND = 16000;

    /**
     * Where the call is made.
     *
     * @param api e.g. {@code http://127.0.0.1:8080}
     * @param body of the POST /calls
     */
    public record Place(
            String api, String accesskey, InetSocketAddress sip, String domain, Credentials credentials, String body) {}

    private final Place place;
    private final Path recording;
    private final Consumer<String> says;
    private final Requests requests;
    private final long began = System.nanoTime();

    public Demo(Place place, Path recording, Consumer<String> says) {
        this.place = place;
        this.requests = new Requests(place);
        this.recording = recording;
        this.says = says;
    }

    /** @throws DemoFailure with the step that did not work */
    public void run() throws IOException, InterruptedException {
        InetAddress local = new Reach(new InetSocketAddress(0).getAddress(), java.util.Optional.empty())
                .towards(place.sip().getAddress());
        try (Phone phone = new Phone(local, recording)) {
            phone.register(place.sip(), place.domain(), place.credentials());
            await(phone.events().registered(), STEP_SECONDS, "the phone did not register");
            step("a phone has registered as " + place.credentials().username() + "@" + place.domain());
            JsonNode groupcall = requests.post("/v1.0/calls", place.body())
                    .path("groupcalls")
                    .path(0);
            String call = groupcall.path("call_ids").path(0).asString("");
            step("POST /v1.0/calls made groupcall " + groupcall.path("id").asString("") + " with call " + call);
            String from = await(phone.events().rings(), STEP_SECONDS, "the phone does not ring");
            step("the phone rings; the call is from " + from);
            String codec = await(phone.events().answered(), STEP_SECONDS, "the phone could not answer");
            step("the phone has answered, " + codec);
            CallOutcome outcome = await(phone.events().ended(), TALK_SECONDS, "the call does not end");
            step("the call is over: " + outcome);
            JsonNode row = settled(call);
            step("GET /v1.0/calls/" + call + " says status "
                    + row.path("status").asString("") + ", hangup_by "
                    + row.path("hangup_by").asString("") + ", hangup_reason "
                    + row.path("hangup_reason").asString(""));
        }
        double seconds = (double) (Files.size(recording) - WAV_HEADER) / BYTES_A_SECOND;
        step("what the phone heard, %.1f s, is in %s".formatted(seconds, recording));
    }

    /** The phone hears of the end a moment before the row tells it. */
    private JsonNode settled(String call) throws IOException, InterruptedException {
        JsonNode row = requests.get("/v1.0/calls/" + call);
        for (int i = 0; i < 50 && !row.path("status").asString("").equals("hangup"); i++) {
            Thread.sleep(20);
            row = requests.get("/v1.0/calls/" + call);
        }
        return row;
    }

    private void step(String text) {
        says.accept("%6.2f s  %s".formatted((System.nanoTime() - began) / 1e9, text));
    }

    private static <T> T await(CompletableFuture<T> event, int seconds, String otherwise) throws InterruptedException {
        try {
            return event.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException never) {
            throw new DemoFailure(otherwise + " within " + seconds + " s");
        } catch (ExecutionException failed) {
            throw new DemoFailure(otherwise + ": " + failed.getCause());
        }
    }
}
