/** STUN messages and the lite side of ICE (RFC 8489, RFC 8445). */
@NullMarked
package voipbin.media.ice;

import org.jspecify.annotations.NullMarked;
