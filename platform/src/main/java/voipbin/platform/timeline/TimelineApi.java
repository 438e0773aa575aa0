package voipbin.platform.timeline;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Handler;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Route;
import voipbin.kit.page.PageAsk;
import voipbin.platform.call.Call;
import voipbin.platform.flow.Activeflow;

/** {@code /timelines} and {@code /aggregated-events}. */
final class TimelineApi {

    private static final String BAD_ID = "INVALID_REQUEST_PARAMETER";
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final Timelines timelines;
    private final TimelineEvents events;
    private final CallTraces traces;
    private final Stories stories;

    TimelineApi(Timelines timelines, TimelineEvents events, CallTraces traces, Stories stories) {
        this.timelines = timelines;
        this.events = events;
        this.traces = traces;
        this.stories = stories;
    }

    List<Route> routes() {
        return List.of(
                paged(route("/timelines/{resource_type}/{resource_id}/events", TimelineEvent.PageOf.class, this::events)
                        .failing(Problem.Status.INVALID_ARGUMENT, "INVALID_RESOURCE_TYPE")
                        .summary("What has happened to a call, conference, flow or activeflow, newest first.")),
                route("/timelines/{resource_type}/{resource_id}/story", Story.class, this::story)
                        .failing(Problem.Status.INVALID_ARGUMENT, "INVALID_RESOURCE_TYPE")
                        .summary("All that is known of a call or activeflow, to be read from top to bottom."),
                route(
                                "/timelines/calls/{call_id}/sip-analysis",
                                SipAnalysis.class,
                                ask -> traces.analysis(ask.caller(), ask.id("call_id", BAD_ID)))
                        .summary("The SIP messages of all legs of a call, and how each leg ended."),
                route(
                                "/timelines/calls/{call_id}/pcap",
                                Reply.class,
                                ask -> traces.pcap(ask.caller(), ask.id("call_id", BAD_ID)))
                        .summary("The same messages as a file for Wireshark; secrets are covered by asterisks."),
                paged(route("/aggregated-events", TimelineEvent.PageOf.class, this::aggregated)
                        .query("activeflow_id", Id.class, "Of this activeflow")
                        .query("call_id", Id.class, "Of this call's activeflow")
                        .failing(Problem.Status.NOT_FOUND, "RESOURCE_NOT_FOUND")
                        .summary("All that has happened in one activeflow, newest first.")));
    }

    private static Route route(String path, Class<?> result, Handler handler) {
        Route route = new Route("GET", "/v1.0" + path, Access.AUTHENTICATED, Void.class, result, handler);
        return path.contains("calls/{call_id}") ? route.failing(Problem.Status.NOT_FOUND, "CALL_NOT_FOUND") : route;
    }

    private static Route paged(Route route) {
        return route.query("page_size", int.class, "At most so many, 100 unless given, 1000 at most")
                .query("page_token", String.class, "The next_page_token of the page before");
    }

    private TimelineEvent.PageOf events(Ask ask) {
        TimelineKind kind = TimelineKind.of(ask.path("resource_type"));
        Id<?> id = ask.id("resource_id", BAD_ID);
        PageAsk page = page(ask);
        timelines.require(ask.caller(), kind, id);
        return events.of(id, kind.word(), page);
    }

    private Story story(Ask ask) {
        TimelineKind kind = TimelineKind.of(ask.path("resource_type"));
        Id<?> id = ask.id("resource_id", BAD_ID);
        timelines.require(ask.caller(), kind, id);
        return switch (kind) {
            case CALLS -> stories.ofCall(ask.caller(), id.as());
            case ACTIVEFLOWS -> stories.ofActiveflow(ask.caller(), id.as());
            case FLOWS, CONFERENCES ->
                throw Problem.invalid("INVALID_RESOURCE_TYPE", "resource_type", "must be calls or activeflows");
        };
    }

    private TimelineEvent.PageOf aggregated(Ask ask) {
        ask.caller().require(ask.caller().customerId(), ADMIN_OR_MANAGER);
        String activeflow = ask.query("activeflow_id", "");
        String call = ask.query("call_id", "");
        if (activeflow.isEmpty() == call.isEmpty()) {
            throw Problem.invalid("INVALID_ARGUMENT", "activeflow_id", "exactly one of activeflow_id and call_id");
        }
        Id<Activeflow> id = call.isEmpty()
                ? timelines.activeflow(ask.caller(), parsed(activeflow, "activeflow_id"))
                : timelines.activeflowOf(ask.caller(), this.<Call>parsed(call, "call_id"));
        return events.ofActiveflow(id, page(ask));
    }

    private <T> Id<T> parsed(String text, String name) {
        Optional<Id<T>> id = Id.parse(text);
        return id.orElseThrow(() -> Problem.invalid(BAD_ID, name, "must be a UUID"));
    }

    /** Unlike elsewhere, a size out of bounds is the usual one and not the largest. */
    private static PageAsk page(Ask ask) {
        int size = ask.query("page_size", USUAL);
        return new PageAsk(size < 1 || size > MOST ? USUAL : size, ask.query("page_token", ""));
    }
}
