package voipbin.kit.page;

import java.util.List;
import voipbin.kit.json.Always;

/** One page of a list, in the contract's shape; the token is {@code ""} only when the page is empty. */
@Always
public record Page<T>(List<T> result, String nextPageToken) {}
