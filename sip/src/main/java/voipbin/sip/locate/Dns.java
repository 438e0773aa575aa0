package voipbin.sip.locate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Asks name servers, over UDP and, where an answer is cut off, over TCP. Keeps addresses as long as they may be kept.
 */
public final class Dns implements Names, AutoCloseable {

    private static final long QUERY_MILLIS = 2_000;

    private final DnsNameResolver resolver;

    private Dns(DnsNameResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * @param loop that does the waiting
     * @param server empty for those of the system
     */
    public static Dns on(EventLoop loop, Optional<InetSocketAddress> server) {
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .queryTimeoutMillis(QUERY_MILLIS)
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                .optResourceEnabled(false);
        server.ifPresent(address -> builder.nameServerProvider(new SingletonDnsServerAddressStreamProvider(address)));
        return new Dns(builder.build());
    }

    @Override
    public CompletableFuture<List<Naptr>> naptr(String name) {
        return records(name, DnsRecordType.NAPTR, Dns::naptr);
    }

    @Override
    public CompletableFuture<List<Srv>> srv(String name) {
        return records(name, DnsRecordType.SRV, Dns::srv);
    }

    @Override
    public CompletableFuture<List<InetAddress>> addresses(String name) {
        return future(resolver.resolveAll(name)).exceptionally(_ -> List.of());
    }

    @Override
    public boolean isLocal(String name) {
        return HostsFileEntriesResolver.DEFAULT.address(name, ResolvedAddressTypes.IPV4_PREFERRED) != null;
    }

    private <T> CompletableFuture<List<T>> records(String name, DnsRecordType type, Function<ByteBuf, T> read) {
        return future(resolver.resolveAll(new DefaultDnsQuestion(name, type)))
                .thenApply(records -> read(records, type, read))
                .exceptionally(_ -> List.of());
    }

    /** A record that cannot be read is not there. */
    private static <T> List<T> read(List<DnsRecord> records, DnsRecordType type, Function<ByteBuf, T> read) {
        List<T> all = new ArrayList<>();
        for (DnsRecord record : records) {
            try {
                if (record.type().equals(type) && record instanceof DnsRawRecord raw) {
                    all.add(read.apply(raw.content()));
                }
            } catch (RuntimeException cutShort) {
                continue;
            } finally {
                ReferenceCountUtil.release(record);
            }
        }
        return all;
    }

    private static Naptr naptr(ByteBuf octets) {
        int order = octets.readUnsignedShort();
        int preference = octets.readUnsignedShort();
        String flags = text(octets);
        String service = text(octets);
        text(octets); // a regular expression: SIP uses replacements only (RFC 3263, 4.1)
        return new Naptr(order, preference, flags, service, DefaultDnsRecordDecoder.decodeName(octets));
    }

    private static Srv srv(ByteBuf octets) {
        return new Srv(
                octets.readUnsignedShort(),
                octets.readUnsignedShort(),
                octets.readUnsignedShort(),
                DefaultDnsRecordDecoder.decodeName(octets));
    }

    private static String text(ByteBuf octets) {
        int length = octets.readUnsignedByte();
        return octets.readCharSequence(length, StandardCharsets.US_ASCII).toString();
    }

    private static <T> CompletableFuture<T> future(Future<T> asked) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        asked.addListener((Future<T> done) -> {
            if (done.isSuccess()) {
                answer.complete(done.getNow());
            } else {
                answer.completeExceptionally(done.cause());
            }
        });
        return answer;
    }

    @Override
    public void close() {
        resolver.close();
    }
}
