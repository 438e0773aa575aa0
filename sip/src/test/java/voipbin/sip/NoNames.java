package voipbin.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import voipbin.sip.locate.Names;

/** A world without DNS. */
final class NoNames implements Names {

    @Override
    public CompletableFuture<List<Naptr>> naptr(String name) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<List<Srv>> srv(String name) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<List<InetAddress>> addresses(String name) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public boolean isLocal(String name) {
        return false;
    }
}
