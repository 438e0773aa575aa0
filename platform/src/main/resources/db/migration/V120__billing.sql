create table billing_accounts (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    status text not null,
    name text not null,
    detail text not null,
    plan_type text not null,
    plan_status text not null,
    balance_credit bigint not null,
    balance_token bigint not null,
    payment_type text not null,
    payment_method text not null,
    paddle_subscription_id text not null,
    paddle_customer_id text not null,
    tm_last_topup ${time},
    tm_next_topup ${time},
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index billing_accounts_list on billing_accounts (tm_create desc, id);
create index billing_accounts_customer on billing_accounts (customer_id);
create index billing_accounts_topup on billing_accounts (tm_next_topup) where tm_delete is null;

create table billings (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    account_id ${uuid} not null,
    transaction_type text not null,
    status text not null,
    reference_type text not null,
    reference_id ${uuid} not null,
    cost_type text not null,
    usage_duration bigint not null,
    billable_units bigint not null,
    rate_token_per_unit bigint not null,
    rate_credit_per_unit bigint not null,
    amount_token bigint not null,
    amount_credit bigint not null,
    balance_token_snapshot bigint not null,
    balance_credit_snapshot bigint not null,
    idempotency_key ${uuid} not null,
    tm_billing_start ${time},
    tm_billing_end ${time},
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index billings_idempotency on billings (idempotency_key);
create index billings_list on billings (customer_id, tm_create desc, id);
