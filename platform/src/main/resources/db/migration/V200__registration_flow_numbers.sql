-- a device may keep several flows to us, all with the same contact (RFC 5626)
create table numbered_registrations (
    aor text not null,
    contact text not null,
    source text not null,
    call_id text not null,
    cseq bigint not null,
    expires_at bigint not null,
    user_agent text not null,
    instance text not null,
    flow text not null default '',
    path text not null default '',
    reg_id int not null default 0,
    primary key (aor, contact, reg_id)
);
insert into numbered_registrations (aor, contact, source, call_id, cseq, expires_at, user_agent, instance, flow, path)
    select aor, contact, source, call_id, cseq, expires_at, user_agent, instance, flow, path from registrations;
drop table registrations;
alter table numbered_registrations rename to registrations;
