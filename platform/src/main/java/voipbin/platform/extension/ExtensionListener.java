package voipbin.platform.extension;

import voipbin.kit.sql.Tx;

/** Who keeps something for an extension that must go with it. */
@FunctionalInterface
public interface ExtensionListener {

    /** Within the transaction that deletes it. */
    void deleted(Tx tx, Extension extension);
}
