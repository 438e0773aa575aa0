package voipbin.platform.flow.action;

import java.util.List;
import voipbin.platform.flow.Run;

/** Plays sound files one after another. Does not answer the call. */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record Play(List<String> streamUrls) implements Step {

    @Override
    public Next run(Run run) throws InterruptedException {
        run.call()
                .sounds()
                .play(streamUrls.stream()
                        .map(url -> Urls.of("stream_urls", url))
                        .toList());
        return Next.ONWARD;
    }
}
