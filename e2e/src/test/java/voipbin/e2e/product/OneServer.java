package voipbin.e2e.product;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Server} or its first {@link Customer}: one for the whole run, ended after it. It gives up
 * dialling after {@link #DIAL_TIMEOUT} seconds.
 */
public final class OneServer implements ParameterResolver {
    /** Long enough to answer on a busy machine, short enough to be waited for. */
    public static final int DIAL_TIMEOUT = 5;

    private static final Namespace NAMESPACE = Namespace.create(OneServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Server.class || type == Customer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var server = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        "server", key -> Server.start("--dial-timeout", String.valueOf(DIAL_TIMEOUT)), Server.class);
        return parameter.getParameter().getType() == Server.class ? server : server.customer();
    }
}
