package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;
import voipbin.platform.flow.Webhooks;

/**
 * Sends something to a server, behind the flow's back.
 *
 * @param method {@code POST GET PUT DELETE}; empty means {@code GET}
 * @param dataType the media type of the data
 *     <p>What nobody takes after three tries is told as this action's failure, by then behind the flow.
 * @param sync makes no difference: nobody waits for the answer
 */
@Traits(media = Media.ANY, onError = OnError.NEXT)
record WebhookSend(String uri, String method, String dataType, String data, boolean sync) implements Step {

    @Override
    public Next run(Run run) {
        run.services()
                .webhooks()
                .send(
                        run.activeflow().customerId(),
                        new Webhooks.Hook(Urls.of("uri", uri), method, dataType, data),
                        run.told());
        return Next.ONWARD;
    }
}
