package voipbin.platform.flow.action;

import java.net.URI;
import voipbin.platform.flow.Run;

/**
 * Gets actions from the customer's server and runs them, then goes on; ends the flow when there are none to be had.
 *
 * @param eventUrl http or https
 * @param eventMethod empty means {@code POST}
 */
@Traits(media = Media.ANY, onError = OnError.STOP)
record Fetch(String eventUrl, String eventMethod) implements Step {

    @Override
    public Next run(Run run) {
        URI url = Urls.of("event_url", eventUrl);
        return new Next.Push(run.services().fetching().fetch(run.activeflow(), eventMethod, url));
    }
}
