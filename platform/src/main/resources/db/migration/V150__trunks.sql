create table trunks (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    name text not null,
    detail text not null,
    domain_name text not null,
    auth_types ${json} not null,
    username text not null,
    password text not null,
    allowed_ips ${json} not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index trunks_domain_name on trunks (domain_name) where tm_delete is null;
create index trunks_list on trunks (customer_id, tm_create desc, id);

-- a flow that is deleted leaves its numbers; found by what they name
create index numbers_call_flow on numbers (call_flow_id);
create index numbers_message_flow on numbers (message_flow_id);
