/** What a text becomes before it is spoken: SSML read and tamed, long texts cut at the ends of sentences. */
@NullMarked
package voipbin.speech.script;

import org.jspecify.annotations.NullMarked;
