package voipbin.platform.call;

import voipbin.kit.sql.Tx;

/**
 * Told of each change of a call's status within the transaction that records it: what a listener writes there stands or
 * falls with the change. It does nothing but SQL. After a crash it is told of the end of each call that was cut off.
 */
@FunctionalInterface
public interface CallListener {

    /** @param call as it is after the change */
    void changed(Tx tx, Call call);
}
