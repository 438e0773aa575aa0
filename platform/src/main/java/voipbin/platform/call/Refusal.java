package voipbin.platform.call;

/** What a caller who has not been answered is told (SIP identities §1.3). */
record Refusal(int status, String phrase) {

    static Refusal of(Cause cause) {
        return switch (cause) {
            case UNALLOCATED -> new Refusal(404, "Not Found");
            case BUSY -> new Refusal(486, "Busy Here");
            case NO_RESPONSE -> new Refusal(408, "Request Timeout");
            case NO_ANSWER, UNKNOWN, DURATION -> new Refusal(480, "Temporarily Unavailable");
            case REJECTED -> new Refusal(403, "Forbidden");
            case NUMBER_CHANGED -> new Refusal(410, "Gone");
            case OUT_OF_ORDER -> new Refusal(502, "Bad Gateway");
            case BAD_NUMBER -> new Refusal(484, "Address Incomplete");
            case NOT_IMPLEMENTED -> new Refusal(501, "Not Implemented");
            case CONGESTION -> new Refusal(503, "Service Unavailable");
            case FAILURE, INTERWORKING -> new Refusal(500, "Server Internal Error");
            case INCOMPATIBLE -> new Refusal(488, "Not Acceptable Here");
            case RECOVERY_ON_TIMER -> new Refusal(504, "Server Time-out");
            case NORMAL, ANSWERING_MACHINE -> new Refusal(603, "Decline");
        };
    }
}
