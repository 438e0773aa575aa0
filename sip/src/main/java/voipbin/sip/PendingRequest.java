package voipbin.sip;

import java.net.InetSocketAddress;
import java.util.List;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ServerTransaction;

/** A request outside a dialog that waits for the application's word. */
final class PendingRequest implements IncomingRequest {

    private final Shard shard;
    private final ServerTransaction transaction;
    private final Request request;
    private final String tag;
    private final String flow;
    private boolean dropped;

    PendingRequest(Shard shard, ServerTransaction transaction) {
        this.shard = shard;
        this.transaction = transaction;
        this.request = transaction.request();
        this.tag = shard.tokens().next();
        this.flow =
                transaction.hop().transport().flow(transaction.hop().address()).orElse("");
        transaction.limit();
    }

    @Override
    public Request message() {
        return request;
    }

    @Override
    public InetSocketAddress source() {
        return transaction.hop().address();
    }

    @Override
    public String flow() {
        return flow;
    }

    @Override
    public void respond(int status, String phrase, Header... headers) {
        Response plain = response(status, phrase);
        respond(plain.with(plain.headers().toBuilder().addAll(List.of(headers)).build()));
    }

    @Override
    public void respond(Response response) {
        shard.perform(() -> {
            if (!dropped) {
                transaction.respond(response);
            }
        });
    }

    @Override
    public void respondByDefault() {
        respond(
                message().is(Method.OPTIONS)
                        ? Capabilities.answer(response(200, "OK"))
                        : Capabilities.refuse(message(), response(501, "")));
    }

    @Override
    public void drop() {
        shard.perform(() -> dropped = true);
    }

    @Override
    public Response response(int status, String phrase) {
        return shard.responses().to(message(), status, phrase, tag);
    }
}
