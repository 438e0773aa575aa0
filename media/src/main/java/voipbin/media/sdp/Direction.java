package voipbin.media.sdp;

/** Which way media flows, seen from who says it (RFC 3264 §5.1, RFC 8866 §6.7). */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE
}
