package voipbin.kit.http;

import java.io.InputStream;

/**
 * A file that came in a form; it lies on disk until the request is answered, then it is gone.
 *
 * @param name as the client calls it, without any folders; may be empty; never to be trusted as a path
 * @param contentType as the client says; may be empty
 * @param size in bytes
 * @param content can be read once; closing it is the reader's
 */
public record Upload(String name, String contentType, long size, InputStream content) {}
