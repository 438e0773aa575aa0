package voipbin.kit.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.event.Visibility;
import voipbin.kit.json.Secret;

/** A resource with a component of every type that a row can have. */
public record Sample(
        Id<Sample> id,
        Id<?> customerId,
        String name,
        String detail,
        Mood mood,
        boolean active,
        int count,
        long money,
        double rate,
        List<Id<Sample>> tagIds,
        List<Address> addresses,
        Map<String, String> variables,
        Address source,
        JsonNode option,
        @Secret String password,
        @Nullable String note,
        @Nullable Instant tmRinging,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum Mood {
        @JsonProperty("")
        UNKNOWN,
        VERY_GOOD
    }

    public record Address(String type, String target) {}

    public record Draft(String name, String detail) {}

    public record Name(String name) {}

    static final Noun NOUN = new Noun("sample", Visibility.CUSTOMER).except("sample_updated");

    /** A database with an empty table {@code samples} in it. */
    public static Store<Sample> store(Db db, Noun noun) {
        db.write(tx -> {
            String sql = """
                    create table samples (
                        id ${uuid} primary key, customer_id ${uuid} not null, name text not null,
                        detail text not null, mood text not null, active ${boolean} not null, count integer not null,
                        money bigint not null, rate ${double} not null, tag_ids ${json} not null,
                        addresses ${json} not null, variables ${json} not null, source ${json} not null,
                        option ${json} not null, password text not null, note text, tm_ringing ${time},
                        tm_create ${time} not null, tm_update ${time}, tm_delete ${time})""";
            for (var type : Migrations.types(tx.isPostgresql()).entrySet()) {
                sql = sql.replace("${" + type.getKey() + "}", type.getValue());
            }
            return tx.jooq().execute(sql);
        });
        return new Store<>(db, Table.of("samples", Sample.class), noun);
    }

    public static Store<Sample> store(Db db) {
        return store(db, NOUN);
    }
}
