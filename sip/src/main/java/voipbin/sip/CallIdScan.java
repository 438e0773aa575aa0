package voipbin.sip;

/** Finds the Call-ID in raw octets, to choose a shard without reading the message twice. */
final class CallIdScan {

    private CallIdScan() {}

    /** A hash of the Call-ID's octets, not negative; 0 if there is none. */
    static int hash(byte[] message) {
        for (int i = 0; i + 2 < message.length; i++) {
            if (message[i] == '\n') {
                int start = valueStart(message, i + 1);
                if (start > 0) {
                    return hashFrom(message, start);
                }
            }
        }
        return 0;
    }

    /** The same hash of a Call-ID that we choose. */
    static int hash(String callId) {
        int hash = 0;
        for (int i = 0; i < callId.length(); i++) {
            hash = 31 * hash + callId.charAt(i);
        }
        return spread(hash);
    }

    private static int valueStart(byte[] message, int at) {
        int afterName = afterName(message, at);
        if (afterName < 0) {
            return -1;
        }
        while (afterName < message.length && isSpace(message[afterName])) {
            afterName++;
        }
        return afterName < message.length && message[afterName] == ':' ? afterName + 1 : -1;
    }

    private static int afterName(byte[] message, int at) {
        String full = "call-id";
        int length = 0;
        while (length < full.length()
                && at + length < message.length
                && (message[at + length] | 0x20) == (full.charAt(length) | 0x20)) {
            length++;
        }
        if (length == full.length()) {
            return at + length;
        }
        return (message[at] | 0x20) == 'i' ? at + 1 : -1;
    }

    private static int hashFrom(byte[] message, int start) {
        int at = start;
        while (at < message.length && isSpace(message[at])) {
            at++;
        }
        int hash = 0;
        while (at < message.length && message[at] != '\r' && message[at] != '\n' && !isSpace(message[at])) {
            hash = 31 * hash + message[at++];
        }
        return spread(hash);
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static int spread(int hash) {
        return (hash ^ (hash >>> 16)) & Integer.MAX_VALUE;
    }
}
