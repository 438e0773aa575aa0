package voipbin.platform.dial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.base.Problem.Status;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Outbox;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.billing.Charges;
import voipbin.platform.billing.CostType;
import voipbin.platform.call.Attempt;
import voipbin.platform.call.Call;
import voipbin.platform.codec.CodecList;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customer.IdentityVerification;
import voipbin.platform.number.Number;
import voipbin.platform.number.Numbers;
import voipbin.platform.outboundconfig.OutboundConfig;
import voipbin.platform.outboundconfig.OutboundConfigs;
import voipbin.platform.outboundlimit.Brakes;
import voipbin.platform.provider.Provider;
import voipbin.platform.provider.Providers;
import voipbin.platform.provider.TechHeaders;
import voipbin.platform.route.NumberingPlan;
import voipbin.platform.route.Routes;
import voipbin.sip.message.Header;
import voipbin.sip.message.SipUri;

/** Calls to telephone numbers: who may make them, and by which ways (sip-identity §4). */
public final class Telephone {

    /** The platform's own customers (conventions §18), which nobody has to verify. */
    private static final Set<String> SYSTEM = Set.of(
            "00000000-0000-0000-0000-000000000001",
            "00000000-0000-0000-0000-000000000002",
            "00000000-0000-0000-0001-000000000001",
            "00000000-0000-0000-0001-000000000002");

    /** Where calls go. */
    public record Network(Providers providers, Routes routes, NumberingPlan plan) {}

    /** What holds them back. */
    public record Rules(OutboundConfigs configs, Charges charges, Brakes brakes) {}

    /** A call to a number that is wished for. */
    record Wish(Customer customer, Address source, Address destination, Anonymous anonymous, Special special) {}

    /** What comes of a wish. */
    sealed interface Verdict {

        /**
         * @param source as it is shown
         * @param country that is called, in lower case
         */
        record Ways(Address source, List<Attempt> attempts, String country) implements Verdict {}

        /** @param country of the destination where that is why, else empty */
        record Refused(Problem problem, Optional<String> country) implements Verdict {}
    }

    private final Network network;
    private final Rules rules;
    private final Numbers numbers;

    public Telephone(Network network, Rules rules, Numbers numbers) {
        this.network = network;
        this.rules = rules;
        this.numbers = numbers;
    }

    /** @throws Problem 403 unless somebody has checked who the customer is */
    static void requireIdentity(Customer customer) {
        if (customer.identityVerificationStatus() != IdentityVerification.VERIFIED && !isSystem(customer.id())) {
            throw new Problem(
                    Status.PERMISSION_DENIED,
                    "IDENTITY_VERIFICATION_REQUIRED",
                    "Calls to telephone numbers need a verified identity.");
        }
    }

    private static boolean isSystem(Id<Customer> customer) {
        return SYSTEM.contains(customer.toString());
    }

    /** The checks of §4.1 in their order; changes nothing. */
    Verdict verdict(Tx tx, Wish wish) {
        try {
            requireIdentity(wish.customer());
            rules.charges().require(tx, wish.customer().id(), CostType.outgoing(wish.destination()), 1);
            NumberingPlan.Place place = place(wish.destination());
            Optional<String> refused = refusedCountry(tx, wish, place);
            if (refused.isPresent()) {
                return new Verdict.Refused(notAllowed(refused.get()), refused);
            }
            List<Provider> providers = providers(tx, wish, place);
            Address source = source(tx, wish);
            List<Attempt> attempts = providers.stream()
                    .flatMap(provider -> attempt(provider, wish, source).stream())
                    .toList();
            requireAny(attempts);
            return new Verdict.Ways(source, attempts, place.country().orElse(""));
        } catch (Problem refusal) {
            return new Verdict.Refused(refusal, Optional.empty());
        }
    }

    /** Why the customer has to wait; if it has not, the call is counted. */
    Optional<Problem> brake(Tx tx, Customer customer, Id<Call> call, String country) {
        return isSystem(customer.id()) ? Optional.empty() : rules.brakes().admit(tx, customer.id(), call, country);
    }

    /** The codecs for sip destinations. */
    List<String> sipCodecs(Tx tx, Id<Customer> customer) {
        return rules.configs()
                .of(tx, customer)
                .map(config -> CodecList.names(config.codecs()))
                .orElse(List.of());
    }

    private NumberingPlan.Place place(Address destination) {
        if (!Address.isE164(destination.target())) {
            throw Problem.invalid("destinations", "'" + destination.target() + "' must be + and 7 to 15 digits");
        }
        return network.plan().place(destination.target()).orElse(NumberingPlan.Place.NOWHERE);
    }

    /** The country that may not be called, {@code unknown} for no country; empty if all is well. */
    private Optional<String> refusedCountry(Tx tx, Wish wish, NumberingPlan.Place place) {
        if (isSystem(wish.customer().id())) {
            return Optional.empty();
        }
        List<String> allowed = rules.configs()
                .of(tx, wish.customer().id())
                .map(OutboundConfig::destinationWhitelist)
                .orElse(List.of());
        return place.country().filter(allowed::contains).isPresent()
                ? Optional.empty()
                : Optional.of(place.country().orElse("unknown"));
    }

    private static Problem notAllowed(String country) {
        return new Problem(
                Status.PERMISSION_DENIED,
                "DESTINATION_NOT_ALLOWED",
                "Calls to country '" + country
                        + "' are not allowed: PUT /v1.0/outbound_config sets destination_whitelist.",
                List.of(Map.of("destination_country", country)));
    }

    private List<Provider> providers(Tx tx, Wish wish, NumberingPlan.Place place) {
        List<Id<Provider>> named = wish.special().routeProviderIds();
        List<Id<Provider>> ids =
                named.isEmpty() ? network.routes().select(tx, wish.customer().id(), place.target()) : named;
        List<Provider> providers = new ArrayList<>();
        for (Id<Provider> id : ids) {
            Optional<Provider> provider = network.providers().live(tx, id);
            if (provider.isEmpty() && !named.isEmpty()) {
                throw new Problem(Status.NOT_FOUND, "RESOURCE_NOT_FOUND", "There is no provider " + id + ".");
            }
            provider.ifPresent(providers::add);
        }
        requireAny(providers);
        return providers;
    }

    private static void requireAny(List<?> ways) {
        if (ways.isEmpty()) {
            throw Problem.invalid("destinations", "no provider carries calls to this telephone number");
        }
    }

    /** §4.4: the customer's own normal number, else the default one; never what is neither. */
    private Address source(Tx tx, Wish wish) {
        Address wished = wish.source().normalized();
        if (wish.special().skipSourceValidation()) {
            return requireNumberIfAnonymous(wish, wished);
        }
        Id<Customer> customer = wish.customer().id();
        if (wished.is(Address.TEL)
                && numbers.callerNumber(tx, customer, wished.target()).isPresent()) {
            return wished;
        }
        Id<Number> fallback = rules.configs()
                .of(tx, customer)
                .map(OutboundConfig::defaultOutgoingSourceNumberId)
                .orElse(Id.nil());
        return numbers.callerNumber(tx, customer, fallback)
                .map(number -> Address.of(Address.TEL, number.number(), number.number()))
                .orElseThrow(() -> Problem.invalid(
                        "source.target",
                        "must be an active normal number of your own (GET /v1.0/numbers), or"
                                + " default_outgoing_source_number_id of PUT /v1.0/outbound_config one"));
    }

    private static Address requireNumberIfAnonymous(Wish wish, Address source) {
        if (wish.anonymous() == Anonymous.YES && !Address.isE164(source.target())) {
            throw Problem.invalid("source.target", "must be a number to hide behind anonymous");
        }
        return source;
    }

    /** §4.6; empty if the provider's own fields make no URI. */
    private static Optional<Attempt> attempt(Provider provider, Wish wish, Address source) {
        boolean anonymous = wish.anonymous() == Anonymous.YES;
        String user = provider.techPrefix() + wish.destination().target() + provider.techPostfix();
        List<Header> headers = new ArrayList<>();
        if (anonymous) {
            headers.add(new Header("P-Asserted-Identity", "<tel:" + source.target() + ">"));
            headers.add(new Header("Privacy", "id"));
        }
        headers.addAll(TechHeaders.of(provider.techHeaders()));
        return SipUri.parse("sip:" + provider.hostname())
                .map(host -> host.withUser(user).withParameter("transport", "udp"))
                .map(uri -> new Attempt(uri, Optional.empty(), headers, CodecList.names(provider.codecs()), anonymous));
    }

    /** Our own components learn of a country that was refused. */
    void tellRefused(Tx tx, Outbox outbox, Id<Customer> customer, String country) {
        record Rejected(Id<Customer> customerId, Id<Call> callId, String destinationCountry) {}
        outbox.append(
                tx,
                new Outbox.Entry(
                        customer,
                        "call.outbound_whitelist_rejected",
                        new Rejected(customer, Id.random(), country),
                        Visibility.INTERNAL));
    }

    /** And of a brake that held. */
    void tellBraked(Tx tx, Outbox outbox, Id<Customer> customer, Problem why) {
        record Limited(Id<Customer> customerId, String reason, String message) {}
        outbox.append(
                tx,
                new Outbox.Entry(
                        customer,
                        "call.outbound_limited",
                        new Limited(customer, why.reason(), why.getMessage()),
                        Visibility.INTERNAL));
    }
}
