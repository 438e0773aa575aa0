package voipbin.platform.flow.action;

import java.net.URI;
import java.util.List;
import voipbin.base.Problem;
import voipbin.platform.flow.CallPort;

/** Plays sound files one after another. Does not answer the call. */
record Play(List<String> streamUrls) implements Step {

    @Override
    public Next run(CallPort call) throws InterruptedException {
        call.play(streamUrls.stream().map(Play::uri).toList());
        return Next.ONWARD;
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid("stream_urls", "'" + text + "' is not a URL");
        }
    }
}
