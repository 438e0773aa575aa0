package voipbin.sip;

import java.util.HashMap;
import java.util.Map;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ClientListener;
import voipbin.sip.transaction.ClientTransaction;
import voipbin.sip.transport.Hop;

/**
 * An INVITE that nobody waits for any more, since its server was silent and another has been asked. As it cannot be
 * canceled before a response has come (RFC 3261, 9.1), it still may ring somewhere: then it is, and who answers is
 * thanked and hung up on.
 */
final class Straggler implements ClientListener {

    private final Shard shard;
    private final UacCall call;
    private final ClientTransaction invite;
    private final Map<String, Fork> declined = new HashMap<>(2);
    private boolean canceled;

    private Straggler(Shard shard, UacCall call, ClientTransaction invite) {
        this.shard = shard;
        this.call = call;
        this.invite = invite;
    }

    static void leave(Shard shard, UacCall call, ClientTransaction invite) {
        invite.leaveTo(new Straggler(shard, call, invite));
    }

    @Override
    public void onResponse(Response response, Hop source) {
        if (response.isSuccess()) {
            answered(response, source);
        } else if (response.isProvisional() && !canceled) {
            canceled = true;
            Cancellation.of(shard, invite, () -> {});
        }
    }

    private void answered(Response response, Hop source) {
        String tag = response.to().tag().orElse("");
        Fork known = declined.get(tag);
        if (known != null) {
            known.repeated();
            return;
        }
        Fork late = new Fork(shard, call, invite.request(), response, source);
        declined.put(tag, late);
        late.declined(response, source);
    }

    @Override
    public void onTimeout() {}

    @Override
    public void onUnreachable(String why) {}
}
