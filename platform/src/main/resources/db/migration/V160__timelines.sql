-- the SIP messages of calls, some of one dialog a row; 'messages' is packed octets: SQLite keeps them whatever it is told
create table sip_ladders (
    number ${serial},
    call_id ${uuid} not null,
    sip_call_id text not null,
    octets integer not null,
    messages bytea not null,
    tm_create ${time} not null
);
create index sip_ladders_call on sip_ladders (call_id);
create index sip_ladders_old on sip_ladders (tm_create, number);

-- timelines: the events of a resource, and all those of an activeflow
create index outbox_resource on outbox ((cast(data as ${json}) ->> 'id'), tm_create);
create index outbox_activeflow on outbox ((cast(data as ${json}) ->> 'activeflow_id'), tm_create)
    where cast(data as ${json}) ->> 'activeflow_id' is not null;
