package voipbin.platform.recording;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.base.Problem.Status;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;
import voipbin.platform.call.Call;
import voipbin.platform.flow.RecordingPort.Wish;
import voipbin.platform.storage.SignedUrls;

/** {@code /recordings}, {@code /recordingfiles} and what calls have of recordings. */
final class RecordingApi {

    static final String DOWNLOADS = "/recordings/";
    private static final Duration LIFE = Duration.ofHours(24);

    private final RecordingStore store;
    private final Recordings recordings;
    private final RecordingFiles files;
    private final SignedUrls urls;
    private final Clock clock;

    RecordingApi(RecordingStore store, Recordings recordings, RecordingFiles files, SignedUrls urls, Clock clock) {
        this.store = store;
        this.recordings = recordings;
        this.files = files;
        this.urls = urls;
        this.clock = clock;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(Resource.of(store.rows(), "/recordings", ADMIN_OR_MANAGER)
                .list()
                .get()
                .delete((_, id) -> recordings.delete(id))
                .routes());
        routes.addAll(callRoutes(store.calls().rows()));
        routes.add(new Route(
                        "GET",
                        "/v1.0/recordingfiles/{id}",
                        Access.AUTHENTICATED,
                        Void.class,
                        Reply.class,
                        this::redirect)
                .failing(Status.NOT_FOUND, "RECORDING_NOT_FOUND", "RESOURCE_NOT_FOUND")
                .failing(Status.FAILED_PRECONDITION, "STATE_INVALID"));
        routes.add(Route.page(DOWNLOADS + "{token}", this::download));
        return routes;
    }

    private List<Route> callRoutes(Store<Call> calls) {
        return Resource.of(calls, "/calls", ADMIN_OR_MANAGER)
                .post("/recording_start", Wish.class, this::start)
                .with(route -> route.failing(
                                Status.FAILED_PRECONDITION, "CALL_STATE_INVALID", "RECORDING_ALREADY_ACTIVE")
                        .failing(Status.PAYMENT_REQUIRED, "INSUFFICIENT_BALANCE")
                        .failing(Status.UNAVAILABLE, "RECORDING_UNAVAILABLE"))
                .post("/recording_stop", this::stop)
                .with(route -> route.failing(Status.FAILED_PRECONDITION, "CALL_STATE_INVALID", "RECORDING_NOT_ACTIVE"))
                .routes();
    }

    private Call start(Caller caller, Id<Call> id, Wish wish) {
        recordings.begin(id, wish);
        return store.calls().rows().get(caller, ADMIN_OR_MANAGER, id);
    }

    private Call stop(Caller caller, Id<Call> id) {
        recordings.stopOrRefuse(id);
        return store.calls().rows().get(caller, ADMIN_OR_MANAGER, id);
    }

    /** 307 to an address that needs no credential, for a day. */
    private Reply redirect(Ask ask) {
        Id<Recording> id = ask.id("id");
        Recording recording = store.rows().get(ask.caller(), ADMIN_OR_MANAGER, id);
        if (recording.status() != Recording.Status.ENDED) {
            throw Problem.conflict("STATE_INVALID", "The recording has not ended.");
        }
        return Reply.redirect(urls.url(id, clock.instant().plus(LIFE)));
    }

    private Reply download(Ask ask) {
        Id<Recording> id = urls.<Recording>verify(ask.path("token"), clock.instant())
                .orElseThrow(() -> Problem.forbidden("This address was never signed, or its time has ended."));
        Recording recording = store.rows()
                .find(id)
                .filter(found -> found.tmDelete() == null)
                .orElseThrow(() -> Problem.notFound("recording"));
        return Reply.stream("application/zip", out -> files.zip(recording, out))
                .header("Content-Disposition", "attachment; filename=\"" + recording.recordingName() + ".zip\"")
                .header("Cache-Control", "private")
                .header("X-Content-Type-Options", "nosniff");
    }
}
