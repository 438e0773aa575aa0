-- what an event is about lies in columns: to parse its JSON for each of two indexes cost more than to write it
alter table outbox add column resource_id ${uuid};
alter table outbox add column activeflow_id ${uuid};
update outbox set
    resource_id = cast(nullif(cast(data as ${json}) ->> 'id', '') as ${uuid}),
    activeflow_id = cast(nullif(cast(data as ${json}) ->> 'activeflow_id', '') as ${uuid});

drop index if exists outbox_resource;
drop index if exists outbox_activeflow;
create index outbox_resource on outbox (resource_id, tm_create) where resource_id is not null;
create index outbox_activeflow on outbox (activeflow_id, tm_create) where activeflow_id is not null;

-- SQLite numbers transactions 0 and finds everything by position, which is its rowid
drop index outbox_order;
create index outbox_order on outbox (transaction_id, position) ${several_transactions};
