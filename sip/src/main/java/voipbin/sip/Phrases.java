package voipbin.sip;

/** Reason phrases (RFC 3261, 21), for who gives a status alone. */
public final class Phrases {

    private Phrases() {}

    /** The usual phrase of a status; a general one if it is not known. */
    public static String of(int status) {
        return switch (status) {
            case 100 -> "Trying";
            case 180 -> "Ringing";
            case 181 -> "Call Is Being Forwarded";
            case 182 -> "Queued";
            case 183 -> "Session Progress";
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 202 -> "Accepted";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 410 -> "Gone";
            case 484 -> "Address Incomplete";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 480 -> "Temporarily Unavailable";
            case 481 -> "Call/Transaction Does Not Exist";
            case 486 -> "Busy Here";
            case 408 -> "Request Timeout";
            case 487 -> "Request Terminated";
            case 488 -> "Not Acceptable Here";
            case 491 -> "Request Pending";
            case 500 -> "Server Internal Error";
            case 503 -> "Service Unavailable";
            case 504 -> "Server Time-out";
            case 603 -> "Decline";
            default -> status < 200 ? "Progress" : status < 300 ? "OK" : "Refused";
        };
    }
}
