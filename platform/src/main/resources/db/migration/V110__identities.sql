create table tags (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    name text not null,
    detail text not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index tags_list on tags (customer_id, tm_create desc, id);

-- one row a resource that can be reached by its hash; the id is the resource's own
create table direct_hashes (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    resource_type text not null,
    hash text not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index direct_hashes_hash on direct_hashes (hash) where tm_delete is null;
create index direct_hashes_customer on direct_hashes (customer_id);

insert into direct_hashes (id, customer_id, resource_type, hash, tm_create)
    select id, customer_id, 'agent', direct_hash, tm_create from agents where tm_delete is null;
insert into direct_hashes (id, customer_id, resource_type, hash, tm_create)
    select id, customer_id, 'extension', direct_hash, tm_create from extensions where tm_delete is null;

-- which agent an address belongs to; agents.addresses holds the same as they are shown
create table agent_addresses (
    customer_id ${uuid} not null,
    type text not null,
    target text not null,
    agent_id ${uuid} not null,
    primary key (customer_id, type, target)
);
create index agent_addresses_agent on agent_addresses (agent_id);

create index customers_list on customers (tm_create desc, id);
create index customers_ending on customers (status, tm_deletion_scheduled) where tm_delete is null;
