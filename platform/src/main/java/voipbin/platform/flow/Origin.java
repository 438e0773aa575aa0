package voipbin.platform.flow;

import java.util.Map;
import voipbin.base.Id;

/**
 * Where an activeflow comes from.
 *
 * @param id nil for any
 * @param parent whose end began it, or nil
 * @param generation how many came before it, each begun by the end of the one before
 * @param variables what it begins with, clean; {@code voipbin.activeflow.…} is added
 */
record Origin(
        Id<Activeflow> id,
        String referenceType,
        Id<?> referenceId,
        Id<Activeflow> parent,
        int generation,
        Map<String, String> variables,
        Hook hook) {

    static final String CALL = "call";
    static final String API = "api";

    /** Who is told of what the activeflow makes; empty for nobody. */
    record Hook(String uri, String method) {
        static final Hook NONE = new Hook("", "");
    }

    static Origin call(Id<?> call, Map<String, String> variables) {
        return new Origin(Id.nil(), CALL, call, Id.nil(), 0, Variables.sanitized(variables), Hook.NONE);
    }

    /** What follows another one: about the same, with its variables. */
    static Origin following(Activeflow ended, int generation) {
        return new Origin(
                Id.nil(),
                ended.referenceType(),
                ended.referenceId(),
                ended.id(),
                generation,
                ended.variables(),
                Hook.NONE);
    }

    /** What follows something that another one began: about nothing. */
    static Origin after(Id<Activeflow> parent, int generation, Map<String, String> variables) {
        return new Origin(Id.nil(), "", Id.nil(), parent, generation, variables, Hook.NONE);
    }
}
