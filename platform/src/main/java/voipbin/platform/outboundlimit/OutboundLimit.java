package voipbin.platform.outboundlimit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/**
 * How much of the telephone network a customer may use, set by an operator. 0 is none at all.
 *
 * @param concurrentCalls to telephone numbers at the same time
 * @param callsPerMinute that may begin
 * @param spendPerDay micro-USD for calls to telephone numbers, since midnight UTC
 * @param callsPerDayByCountry how many calls may begin a day, by ISO 3166 alpha-2 code; a country that is not named has
 *     no limit of its own
 */
public record OutboundLimit(
        Id<OutboundLimit> id,
        Id<Customer> customerId,
        int concurrentCalls,
        int callsPerMinute,
        long spendPerDay,
        Map<String, Integer> callsPerDayByCountry,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** What holds for a customer. */
    public record Amounts(
            int concurrentCalls, int callsPerMinute, long spendPerDay, Map<String, Integer> callsPerDayByCountry) {

        static Amounts of(OutboundLimit limit) {
            return new Amounts(
                    limit.concurrentCalls(), limit.callsPerMinute(), limit.spendPerDay(), limit.callsPerDayByCountry());
        }
    }

    record Draft(
            Id<Customer> customerId,
            int concurrentCalls,
            int callsPerMinute,
            long spendPerDay,
            Map<String, Integer> callsPerDayByCountry) {}

    record Edit(int concurrentCalls, int callsPerMinute, long spendPerDay, Map<String, Integer> callsPerDayByCountry) {}
}
