package voipbin.platform.provider;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Outbox;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.codec.CodecList;
import voipbin.platform.provider.Provider.HealthStatus;

/** What can be done with providers. */
public final class Providers {

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]{0,252})|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern TECH = Pattern.compile("[A-Za-z0-9_.!~*'()&=+$,;?/#-]{0,64}");

    private final Store<Provider> store;
    private final Carriers carriers;

    Providers(Store<Provider> store, Carriers carriers) {
        this.store = store;
        this.carriers = carriers;
    }

    /** The provider unless it is deleted or has never been. */
    public Optional<Provider> live(Tx tx, Id<Provider> id) {
        return store.find(tx, id).filter(provider -> provider.tmDelete() == null);
    }

    List<Provider> all() {
        return store.all(store.table().live());
    }

    Provider create(Caller caller, Provider.Draft draft) {
        caller.require(Id.nil(), PROJECT_SUPER_ADMIN);
        return insert(checked(draft), Map.of());
    }

    /** Sets up a connection at the carrier and then the provider; neither is left when the other fails. */
    Provider setUp(Caller caller, Provider.Setup setup) {
        caller.require(Id.nil(), PROJECT_SUPER_ADMIN);
        if (setup.name().isEmpty()) {
            throw Problem.invalid("name", "must not be empty");
        }
        if (setup.credentials().apiKey().isBlank()) {
            throw Problem.invalid("credentials.api_key", "must not be empty");
        }
        Carrier carrier = carriers.named(setup.carrier())
                .orElseThrow(() -> Problem.invalid("carrier", "must be one of " + String.join(", ", carriers.names())));
        Carrier.Connection connection =
                carrier.connect(setup.name(), setup.credentials().apiKey());
        try {
            Provider.Draft draft = new Provider.Draft(
                    Provider.Type.SIP, connection.hostname(), "", "", Map.of(), setup.name(), setup.detail(), "");
            return insert(checked(draft), connection.metadata());
        } catch (RuntimeException failed) {
            connection.undo().run();
            throw failed;
        }
    }

    private Provider insert(Checked checked, Map<String, Object> metadata) {
        return store.db().write(tx -> store.insert(tx, row(checked, metadata, tx.now())));
    }

    private static Provider row(Checked draft, Map<String, Object> metadata, Instant now) {
        return new Provider(
                Id.random(),
                draft.type(),
                draft.hostname(),
                draft.techPrefix(),
                draft.techPostfix(),
                draft.techHeaders(),
                draft.codecs(),
                metadata,
                draft.name(),
                draft.detail(),
                HealthStatus.UNKNOWN,
                null,
                now,
                null,
                null);
    }

    /** Replaces everything; what is known of the health of one host says nothing of another. */
    Provider edit(Id<Provider> id, Provider.Draft draft) {
        record Moved(HealthStatus healthStatus, @Nullable Instant healthCheckedAt) {}
        Checked checked = checked(draft);
        return store.db().write(tx -> {
            Provider old = store.find(tx, id).orElseThrow(() -> Problem.notFound("provider"));
            if (!old.hostname().equals(checked.hostname())) {
                set(tx, id, HealthStatus.UNKNOWN, null);
            }
            return store.update(tx, id, checked);
        });
    }

    /**
     * Notes what came of a check of this host. Only a change is told: nobody wants an event each half minute, nor is it
     * what {@code tm_update} is there for.
     */
    void checked(Provider checked, HealthStatus now) {
        store.db().write(tx -> {
            Optional<Provider> before = live(tx, checked.id())
                    .filter(provider -> provider.hostname().equals(checked.hostname()));
            before.ifPresent(provider -> {
                set(tx, provider.id(), now, tx.now());
                if (provider.healthStatus() != now) {
                    Provider after = store.find(tx, provider.id()).orElseThrow();
                    store.db()
                            .outbox()
                            .append(tx, new Outbox.Entry(Id.nil(), "provider_updated", after, Visibility.INTERNAL));
                }
            });
            return before.isPresent();
        });
    }

    private void set(Tx tx, Id<Provider> id, HealthStatus status, @Nullable Instant when) {
        tx.jooq()
                .update(DSL.table(DSL.name(store.table().name())))
                .set(store.table().column("health_status"), status)
                .set(store.table().column("health_checked_at"), when)
                .where(store.table().is("id", id))
                .execute();
    }

    /** A draft without mistakes, by the names of its columns. */
    private record Checked(
            Provider.Type type,
            String hostname,
            String techPrefix,
            String techPostfix,
            Map<String, String> techHeaders,
            String name,
            String detail,
            String codecs) {}

    private static Checked checked(Provider.Draft draft) {
        require(HOST.matcher(draft.hostname()).matches(), "hostname", "must be a host, with or without a port");
        require(TECH.matcher(draft.techPrefix()).matches(), "tech_prefix", "must fit into the user part of a SIP URI");
        require(
                TECH.matcher(draft.techPostfix()).matches(),
                "tech_postfix",
                "must fit into the user part of a SIP URI");
        if (!CodecList.isValid(draft.codecs())) {
            throw Problem.invalid("INVALID_CODECS", "codecs", "must be names of codecs with commas between them");
        }
        return new Checked(
                draft.type(),
                draft.hostname(),
                draft.techPrefix(),
                draft.techPostfix(),
                headers(draft.techHeaders()),
                draft.name(),
                draft.detail(),
                CodecList.normal(draft.codecs()));
    }

    private static Map<String, String> headers(Map<String, Object> draft) {
        Map<String, String> headers = new LinkedHashMap<>();
        draft.forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw Problem.invalid("tech_headers." + name, "must be a string");
            }
            headers.put(name, text);
        });
        return headers;
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw Problem.invalid(field, rule);
        }
    }
}
