create table providers (
    id ${uuid} primary key,
    type text not null,
    hostname text not null,
    tech_prefix text not null,
    tech_postfix text not null,
    tech_headers ${json} not null,
    codecs text not null,
    metadata ${json} not null,
    name text not null,
    detail text not null,
    health_status text not null,
    health_checked_at ${time},
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index providers_list on providers (tm_create desc, id);

create table routes (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    name text not null,
    detail text not null,
    provider_id ${uuid} not null,
    priority integer not null,
    target text not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index routes_list on routes (customer_id, tm_create desc, id);
create index routes_all on routes (tm_create desc, id);

create table outbound_configs (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    name text not null,
    detail text not null,
    destination_whitelist ${json} not null,
    codecs text not null,
    default_outgoing_source_number_id ${uuid} not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index outbound_configs_customer on outbound_configs (customer_id) where tm_delete is null;
create index outbound_configs_all on outbound_configs (tm_create desc, id);

create table providercalls (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    provider_id ${uuid} not null,
    flow_id ${uuid} not null,
    source ${json} not null,
    destinations ${json} not null,
    anonymous text not null,
    call_ids ${json} not null,
    groupcall_ids ${json} not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index providercalls_list on providercalls (customer_id, tm_create desc, id);
create index providercalls_all on providercalls (tm_create desc, id);

-- how much of the telephone network a customer may use; one that has no row has the configured limits
create table outbound_limits (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    concurrent_calls integer not null,
    calls_per_minute integer not null,
    spend_per_day bigint not null,
    calls_per_day_by_country ${json} not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index outbound_limits_customer on outbound_limits (customer_id) where tm_delete is null;
create index outbound_limits_all on outbound_limits (tm_create desc, id);

-- each call to a telephone number, under the call's id, for as long as the limits look back
create table telephone_calls (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    country text not null,
    tm_create ${time} not null
);
create index telephone_calls_time on telephone_calls (customer_id, tm_create);

-- where a normal number was bought, under the number's id
create table number_purchases (
    id ${uuid} primary key,
    carrier text not null,
    reference text not null,
    tm_create ${time} not null
);
