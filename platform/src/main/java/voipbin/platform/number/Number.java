package voipbin.platform.number;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/** A phone number that a customer owns. */
public record Number(
        Id<Number> id,
        Id<Customer> customerId,
        String number,
        Type type,
        Id<?> callFlowId,
        Id<?> messageFlowId,
        String name,
        String detail,
        Status status,
        boolean t38Enabled,
        boolean emergencyEnabled,
        Metadata metadata,
        @Nullable Instant tmPurchase,
        @Nullable Instant tmRenew,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** A new one; only a normal number is ever due for renewal. */
    static Number of(Id<Customer> customer, Draft draft, Type type, Instant now) {
        return new Number(
                Id.random(),
                customer,
                draft.number(),
                type,
                draft.callFlowId(),
                draft.messageFlowId(),
                draft.name(),
                draft.detail(),
                Status.ACTIVE,
                false,
                false,
                new Metadata(false),
                now,
                type == Type.NORMAL ? now : null,
                now,
                null,
                null);
    }

    /** With what its carrier says of it. */
    Number with(NumberCarrier.Purchase purchase) {
        return new Number(
                id,
                customerId,
                number,
                type,
                callFlowId,
                messageFlowId,
                name,
                detail,
                status,
                purchase.t38Enabled(),
                purchase.emergencyEnabled(),
                metadata,
                tmPurchase,
                tmRenew,
                tmCreate,
                null,
                null);
    }

    /** {@code virtual}: {@code +899} and nine digits, free, reachable over SIP only. */
    public enum Type {
        NORMAL,
        VIRTUAL
    }

    public enum Status {
        ACTIVE,
        DELETED
    }

    /** @param rtpDebug whether packets of calls to this number are captured */
    public record Metadata(boolean rtpDebug) {}

    /** @param type {@code normal} (also when empty) or {@code virtual} */
    public record Draft(
            String number, String type, Id<?> callFlowId, Id<?> messageFlowId, String name, String detail) {}

    record Edit(Id<?> callFlowId, Id<?> messageFlowId, String name, String detail) {}

    record NewFlows(Id<?> callFlowId, Id<?> messageFlowId) {}

    /** @param tmRenew numbers last renewed before it are due */
    record Renewal(@Nullable Instant tmRenew) {}

    /** A number that can be had; nothing is reserved by being shown. */
    public record Available(String number, String country, String region, String postalCode, List<Feature> features) {}

    public enum Feature {
        EMERGENCY,
        FAX,
        MMS,
        SMS,
        VOICE
    }

    record AvailableList(List<Available> result) {}
}
