-- what happened, in the order of (transaction_id, position); PostgreSQL commits out of the order of positions alone
create table outbox (
    position ${serial},
    transaction_id ${transaction},
    id ${uuid} not null,
    customer_id ${uuid} not null,
    type text not null,
    data text not null,
    visibility text not null,
    tm_create ${time} not null
);

create index outbox_order on outbox (transaction_id, position);
