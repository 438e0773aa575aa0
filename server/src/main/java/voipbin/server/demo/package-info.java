/** The first call for who has no softphone at hand: a phone made of our own SIP and media rooms. */
@NullMarked
package voipbin.server.demo;

import org.jspecify.annotations.NullMarked;
