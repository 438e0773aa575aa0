/** What can be set: one tree of records with its defaults, read from a file, the environment and the command line. */
@NullMarked
package voipbin.server.config;

import org.jspecify.annotations.NullMarked;
