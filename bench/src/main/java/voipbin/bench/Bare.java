package voipbin.bench;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/**
 * {@code Bare ONE LIST}: what the three operations cost with nothing but Javalin on a virtual thread each: no
 * credential, no database, no event. {@code ONE} and {@code LIST} are files with what the product answers.
 */
public final class Bare {

    /** What it says once it listens, before its port. */
    static final String READY = "bare Javalin is ready at ";

    private Bare() {}

    public static void main(String[] arguments) throws IOException {
        String one = Files.readString(Path.of(arguments[0]));
        JsonNode list = Json.parse(Files.readString(Path.of(arguments[1])));
        Javalin javalin = Javalin.create(settings -> {
            settings.startup.showJavalinBanner = false;
            settings.startup.showOldJavalinVersionWarning = false;
            settings.concurrency.useVirtualThreads = true;
            settings.routes.get("/one/{id}", context -> answer(context, one));
            settings.routes.get("/list", context -> answer(context, Json.write(list)));
            settings.routes.post("/tags", context -> answer(context, Json.write(Json.read(context.body(), Map.class))));
        });
        javalin.start("127.0.0.1", 0);
        System.out.println(READY + javalin.port());
    }

    private static void answer(Context context, String json) {
        context.contentType("application/json").result(json);
    }
}
