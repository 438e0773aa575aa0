package voipbin.media.sdp;

import java.net.InetAddress;

/**
 * Where we receive; RTCP has the port above unless it is multiplexed.
 *
 * @param advertised the address that goes into our descriptions
 */
public record LocalMedia(InetAddress advertised, int port) {}
