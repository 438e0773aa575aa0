package voipbin.platform.transfer;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.call.Calls;
import voipbin.platform.call.HandoverRequest;

/** Begins transfers, and keeps what became of them. */
final class Transfers {

    private final Store<Transfer> store;
    private final Calls calls;

    Transfers(Store<Transfer> store, Calls calls) {
        this.store = store;
        this.calls = calls;
    }

    /** @throws Problem 400, 404, 403, 409 with the reason; all stays as it was then */
    Transfer create(Caller caller, Transfer.Draft draft) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        if (draft.transfererCallId().isNil()) {
            throw Problem.invalid("transferer_call_id", "must be the call that gives away whom it talks with");
        }
        Call transferer = calls.live(caller, draft.transfererCallId());
        if (draft.transfereeAddresses().isEmpty()) {
            throw Problem.invalid("transferee_addresses", "at least one is needed");
        }
        // a target may answer before the row is there
        CompletableFuture<Transfer> row = new CompletableFuture<>();
        HandoverRequest.Begun begun = calls.handOver(
                transferer.id(),
                new HandoverRequest(
                        draft.transferType() == Transfer.Type.ATTENDED,
                        draft.transfereeAddresses(),
                        answered ->
                                row.thenAcceptAsync(made -> completed(made, answered), Thread::startVirtualThread)));
        Transfer made = store.db().write(tx -> store.insert(tx, row(tx.now(), transferer, draft, begun)));
        row.complete(made);
        return made;
    }

    private static Transfer row(Instant now, Call transferer, Transfer.Draft draft, HandoverRequest.Begun begun) {
        return new Transfer(
                Id.random(),
                transferer.customerId(),
                draft.transferType(),
                transferer.id(),
                draft.transfereeAddresses().stream().map(Address::normalized).toList(),
                Id.nil(),
                begun.groupcall().as(),
                begun.confbridge(),
                now,
                null,
                null);
    }

    private void completed(Transfer transfer, Id<Call> answered) {
        record Completed(Id<Call> transfereeCallId) {}
        store.update(transfer.id(), new Completed(answered));
    }
}
