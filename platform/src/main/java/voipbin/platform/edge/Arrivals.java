package voipbin.platform.edge;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;
import voipbin.platform.billing.Charges;
import voipbin.platform.billing.CostType;
import voipbin.platform.call.Arrival;
import voipbin.platform.call.Calls;
import voipbin.platform.call.TransferRules;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Flows;
import voipbin.platform.registrar.SipDomains;
import voipbin.sip.Backlog;
import voipbin.sip.IncomingCall;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.message.Header;
import voipbin.sip.message.Hosts;

/** Takes calls to us: by domain to a customer and a flow, each on a thread of its own. */
public final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final Db db;
    private final Directory directory;
    private final Desk desk;
    private final Place place;
    private final PublicRules open;
    private final RegistrarRules registrar;
    private final TrunkRules trunk;
    private final LongAdder matched;
    private final LongAdder refused;
    private final LongAdder turnedAway;
    private final Backlog backlog = new Backlog(System::nanoTime);

    /** What a call that has been matched becomes, and who pays. */
    public record Desk(Calls calls, Flows flows, Charges charges) {}

    /**
     * Where this server stands.
     *
     * @param carriers whether an address is a carrier's
     */
    public record Place(SipDomains domains, Predicate<InetAddress> carriers, DigestServer digest) {}

    public Arrivals(Db db, Directory directory, Desk desk, Place place, Counters counters) {
        this.db = db;
        this.directory = directory;
        this.desk = desk;
        this.place = place;
        InviteDigest digest = new InviteDigest(place.digest(), counters);
        this.open = new PublicRules(directory);
        this.registrar = new RegistrarRules(directory, digest, open, desk.calls());
        this.trunk = new TrunkRules(directory, digest);
        this.matched = counters.counter("edge.invites.matched");
        this.refused = counters.counter("edge.invites.refused");
        this.turnedAway = counters.counter("edge.invites.turned_away");
        counters.gauge("edge.invites.waiting", backlog::size);
    }

    /** Returns at once. */
    void take(IncomingCall call) {
        backlog.enters()
                .ifPresentOrElse(
                        number -> Thread.ofVirtual().name("arrival").start(() -> take(call, number)),
                        () -> turnAway(call));
    }

    private void take(IncomingCall call, long number) {
        try {
            taken(Ringing.of(call));
        } catch (RuntimeException bug) {
            LOG.error("Call-ID {}: INVITE failed", call.callId(), bug);
            call.refuse(500, "Server Internal Error");
        } finally {
            backlog.leaves(number);
        }
    }

    private void turnAway(IncomingCall call) {
        turnedAway.increment();
        call.refuse(503, "Service Unavailable", Backlog.retryAfter(call.invite()));
    }

    private void taken(Ringing ringing) {
        Outcome outcome = switch (match(ringing)) {
            case Outcome.Matched found -> admitted(ringing, found);
            case Outcome.Refused no -> no;
        };
        if (outcome instanceof Outcome.Refused(int status, String phrase, var headers)) {
            refused.increment();
            ringing.call().refuse(status, phrase, headers.toArray(Header[]::new));
        } else {
            matched.increment();
        }
    }

    Outcome match(Ringing ringing) {
        Domain domain = domain(ringing);
        boolean takesOver = ringing.call().replaces().isPresent();
        if (takesOver && !(domain instanceof Domain.Registrar)) {
            // a call is taken over by somebody whom we know, or by nobody
            return domain instanceof Domain.Bare ? phone(ringing) : Outcome.FORBIDDEN;
        }
        return switch (domain) {
            case Domain.Registrar(Id<Customer> customer) ->
                registrar.match(ringing, customer, place.domains().registrar(customer));
            case Domain.Trunk(String domainName) -> trunk.match(ringing, domainName);
            case Domain.Public() -> open.match(ringing);
            case Domain.Pstn() ->
                place.carriers().test(ringing.sourceAddress()) ? open.number(ringing) : Outcome.FORBIDDEN;
            case Domain.Conference() -> Outcome.NOT_FOUND;
            case Domain.Bare() -> bare(ringing);
            case Domain.Foreign() -> Outcome.NOT_FOUND;
        };
    }

    private Domain domain(Ringing ringing) {
        SipDomains domains = place.domains();
        String host = ringing.host();
        if (host.equals(domains.conference())) {
            return new Domain.Conference();
        } else if (host.equals(domains.pstn())) {
            return new Domain.Pstn();
        } else if (host.equals(domains.sip())) {
            return new Domain.Public();
        } else if (host.isEmpty()
                || host.equals(domains.base())
                || Hosts.literal(host).isPresent()) {
            return place.carriers().test(ringing.sourceAddress()) ? new Domain.Pstn() : new Domain.Bare();
        }
        return domains.customerOf(host)
                .<Domain>map(Domain.Registrar::new)
                .or(() -> domains.trunkOf(host).map(Domain.Trunk::new))
                .orElseGet(Domain.Foreign::new);
    }

    /** Public things are there for all; for the rest we ask who calls, whether it is there or not. */
    private Outcome bare(Ringing ringing) {
        Outcome anybodys = open.match(ringing);
        return anybodys.equals(Outcome.NOT_FOUND) ? phone(ringing) : anybodys;
    }

    private Outcome phone(Ringing ringing) {
        Optional<Id<Customer>> home = ringing.fromHost().flatMap(place.domains()::customerOf);
        return home.map(customer ->
                        registrar.match(ringing, customer, place.domains().registrar(customer)))
                .orElseGet(() -> registrar.matchBare(ringing));
    }

    /** What phones may do with the calls that they are in. */
    public TransferRules transfers() {
        return new PhoneTransfers(directory, registrar, place.domains());
    }

    /** The rules for all that have been matched, in the reference's order; what fails here has no call object. */
    private Outcome admitted(Ringing ringing, Outcome.Matched found) {
        try {
            return db.write(tx -> admit(tx, ringing, found));
        } catch (Problem foreignFlow) {
            LOG.debug("Call-ID {}: {}", ringing.call().callId(), foreignFlow.getMessage());
            return Outcome.FAILED;
        }
    }

    private Outcome admit(Tx tx, Ringing ringing, Outcome.Matched found) {
        Optional<Customer> customer =
                directory.customers().live(tx, found.customer()).filter(Arrivals::mayBeCalled);
        CostType cost = CostType.incoming(found.source(), found.destination());
        if (customer.isEmpty() || !desk.charges().affords(tx, found.customer(), cost, 1)) {
            return Outcome.FAILED;
        }
        Flow flow = found.flow().isPresent()
                ? desk.flows().own(tx, found.customer(), found.flow().get())
                : desk.flows().temporary(tx, found.customer(), found.actions());
        Id<?> owner = directory
                .owners()
                .owner(tx, found.customer(), found.source())
                .<Id<?>>map(agent -> agent)
                .orElseGet(Id::nil);
        Map<String, Object> metadata =
                found.rtpDebug() || customer.get().metadata().rtpDebug() ? Map.of("rtp_debug", true) : Map.of();
        desk.calls()
                .arrive(tx, new Arrival(ringing.call(), flow, found.source(), found.destination(), owner, metadata));
        return found;
    }

    private static boolean mayBeCalled(Customer customer) {
        return customer.status() == Customer.Status.ACTIVE || customer.status() == Customer.Status.INITIAL;
    }
}
