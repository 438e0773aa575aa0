package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/** Sets a variable; in its value others are replaced once more. */
@Traits(media = Media.ANY, onError = OnError.NEXT)
record VariableSet(String key, String value) implements Step {

    @Override
    public Next run(Run run) {
        run.variables().set(key, run.variables().in(value));
        return Next.ONWARD;
    }
}
