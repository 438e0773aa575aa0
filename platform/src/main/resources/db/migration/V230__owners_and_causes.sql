-- why the leg was released, by number: what another call is hung up like
alter table calls add column hangup_cause integer not null default 0;
create index calls_owner on calls (owner_id, tm_create desc, id) where owner_id <> '00000000-0000-0000-0000-000000000000';
