create table customers (
    id ${uuid} primary key,
    name text not null,
    detail text not null,
    email text not null,
    phone_number text not null,
    address text not null,
    webhook_method text not null,
    webhook_uri text not null,
    webhook_secret text not null,
    billing_account_id ${uuid} not null,
    metadata ${json} not null,
    email_verified ${boolean} not null,
    status text not null,
    identity_verification_status text not null,
    terms_agreed_version text not null,
    terms_agreed_ip text not null,
    tm_deletion_scheduled ${time},
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index customers_email on customers (email) where tm_delete is null;

create table agents (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    username text not null,
    password_hash text not null,
    name text not null,
    detail text not null,
    ring_method text not null,
    status text not null,
    permission integer not null,
    tag_ids ${json} not null,
    addresses ${json} not null,
    direct_hash text not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index agents_username on agents (username) where tm_delete is null;
create index agents_list on agents (customer_id, tm_create desc, id);

create table accesskeys (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    name text not null,
    detail text not null,
    token_hash text not null,
    token_prefix text not null,
    tm_expire ${time},
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index accesskeys_token on accesskeys (token_hash);
create index accesskeys_list on accesskeys (customer_id, tm_create desc, id);

-- one-time tokens that a mail carries; only their hashes are kept
create table mail_tokens (
    id ${uuid} primary key,
    agent_id ${uuid} not null,
    customer_id ${uuid} not null,
    purpose text not null,
    token_hash text not null,
    tm_expire ${time} not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index mail_tokens_token on mail_tokens (token_hash);

create table extensions (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    name text not null,
    detail text not null,
    extension text not null,
    domain_name text not null,
    username text not null,
    password text not null,
    direct_hash text not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index extensions_extension on extensions (customer_id, extension) where tm_delete is null;
create unique index extensions_direct_hash on extensions (direct_hash) where tm_delete is null;
create index extensions_user on extensions (extension);
create index extensions_list on extensions (customer_id, tm_create desc, id);

create table numbers (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    number text not null,
    type text not null,
    call_flow_id ${uuid} not null,
    message_flow_id ${uuid} not null,
    name text not null,
    detail text not null,
    status text not null,
    t38_enabled ${boolean} not null,
    emergency_enabled ${boolean} not null,
    metadata ${json} not null,
    tm_purchase ${time},
    tm_renew ${time},
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index numbers_number on numbers (number) where tm_delete is null;
create index numbers_list on numbers (customer_id, tm_create desc, id);

-- where phones have registered; one row a contact
create table registrations (
    aor text not null,
    contact text not null,
    source text not null,
    call_id text not null,
    cseq bigint not null,
    expires_at bigint not null,
    user_agent text not null,
    instance text not null,
    primary key (aor, contact)
);

create table flows (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    type text not null,
    name text not null,
    detail text not null,
    actions ${json} not null,
    direct_hash text not null,
    on_complete_flow_id ${uuid} not null,
    persist ${boolean} not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index flows_list on flows (customer_id, tm_create desc, id);

create table activeflows (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    flow_id ${uuid} not null,
    status text not null,
    reference_type text not null,
    reference_id ${uuid} not null,
    reference_activeflow_id ${uuid} not null,
    on_complete_flow_id ${uuid} not null,
    webhook_uri text not null,
    webhook_method text not null,
    current_action ${json} not null,
    forward_action_id ${uuid} not null,
    executed_actions ${json} not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index activeflows_list on activeflows (customer_id, tm_create desc, id);
create index activeflows_live on activeflows (status) where status <> 'ended';

create table calls (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    owner_type text not null,
    owner_id ${uuid} not null,
    flow_id ${uuid} not null,
    activeflow_id ${uuid} not null,
    type text not null,
    master_call_id ${uuid} not null,
    chained_call_ids ${json} not null,
    recording_id ${uuid} not null,
    recording_ids ${json} not null,
    groupcall_id ${uuid} not null,
    source ${json} not null,
    destination ${json} not null,
    status text not null,
    action ${json} not null,
    direction text not null,
    mute_direction text not null,
    hangup_by text not null,
    hangup_reason text not null,
    metadata ${json} not null,
    tm_progressing ${time},
    tm_ringing ${time},
    tm_hangup ${time},
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index calls_list on calls (customer_id, tm_create desc, id);
create index calls_live on calls (status) where status <> 'hangup';

create table groupcalls (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    owner_type text not null,
    owner_id ${uuid} not null,
    status text not null,
    hangup_reason text not null,
    flow_id ${uuid} not null,
    source ${json} not null,
    destinations ${json} not null,
    master_call_id ${uuid} not null,
    master_groupcall_id ${uuid} not null,
    ring_method text not null,
    answer_method text not null,
    answer_call_id ${uuid} not null,
    call_ids ${json} not null,
    answer_groupcall_id ${uuid} not null,
    groupcall_ids ${json} not null,
    call_count integer not null,
    groupcall_count integer not null,
    dial_index integer not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index groupcalls_list on groupcalls (customer_id, tm_create desc, id);
create index groupcalls_live on groupcalls (status) where status <> 'hangup';
