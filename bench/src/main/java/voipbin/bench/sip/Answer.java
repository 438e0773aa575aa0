package voipbin.bench.sip;

/**
 * A message of the server, read with as little work as can be; its header names are as the stack writes them.
 *
 * @param text octets as characters
 */
record Answer(String text) {

    /** 0 if it is a request. */
    int status() {
        return text.startsWith("SIP/2.0 ") ? Integer.parseInt(text, 8, 11, 10) : 0;
    }

    boolean isRequest(String method) {
        return text.startsWith(method) && text.charAt(method.length()) == ' ';
    }

    /** Whether it belongs to a request of this method. */
    boolean isOf(String method) {
        return header("CSeq").endsWith(method);
    }

    /** The first of this name; empty if there is none. */
    String header(String name) {
        String start = "\r\n" + name + ": ";
        int at = text.indexOf(start);
        return at < 0 ? "" : text.substring(at + start.length(), text.indexOf('\r', at + start.length()));
    }

    String contact() {
        String contact = header("Contact");
        return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }

    /** The number of its call if that is of this run; -1 otherwise. */
    int call(String run) {
        String callId = header("Call-ID");
        boolean ours = callId.startsWith(run) && callId.length() > run.length() && callId.charAt(run.length()) == '-';
        return ours ? Integer.parseInt(callId, run.length() + 1, callId.length(), 10) : -1;
    }
}
