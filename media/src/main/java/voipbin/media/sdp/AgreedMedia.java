package voipbin.media.sdp;

import voipbin.media.codec.Codec;

/**
 * What offer and answer came to, seen from us.
 *
 * @param codec what we send
 * @param send the payload types that we send with
 * @param receive the payload types that the peer may send with
 */
public record AgreedMedia(Codec codec, Formats send, Formats receive, Direction direction, PeerMedia peer) {}
