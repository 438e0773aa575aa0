-- what was answered to requests with an Idempotency-Key; the status is 0 while one runs
create table idempotency_keys (
    customer_id ${uuid} not null,
    route text not null,
    key_hash text not null,
    fingerprint text not null,
    status integer not null,
    content_type text not null,
    body text not null,
    tm_create ${time} not null,
    primary key (customer_id, route, key_hash)
);

create index idempotency_keys_age on idempotency_keys (tm_create);
