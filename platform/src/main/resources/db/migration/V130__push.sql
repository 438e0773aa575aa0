-- how far the readers of the outbox have come; 'forgotten' is how far it has been emptied
create table outbox_cursors (
    name text primary key,
    position text not null
);

-- one event for one target; of the pending ones of a lane (a resource and a target) only the first has a tm_next
create table webhook_deliveries (
    number ${serial},
    id ${uuid} not null,
    customer_id ${uuid} not null,
    event_id ${uuid} not null,
    type text not null,
    activeflow_id ${uuid} not null,
    uri text not null,
    method text not null,
    data text not null,
    lane text not null,
    status text not null,
    attempt_count integer not null,
    status_code integer not null,
    error text not null,
    tm_begin ${time} not null,
    tm_next ${time},
    tm_create ${time} not null,
    tm_update ${time}
);
create unique index webhook_deliveries_id on webhook_deliveries (id);
create index webhook_deliveries_list on webhook_deliveries (customer_id, tm_create desc, id);
create index webhook_deliveries_status on webhook_deliveries (customer_id, status, tm_create desc, id);
create index webhook_deliveries_lane on webhook_deliveries (customer_id, lane, number) where status = 'pending';
create index webhook_deliveries_due on webhook_deliveries (customer_id, tm_next) where tm_next is not null;
create index webhook_deliveries_old on webhook_deliveries (status, tm_update);

create table webhook_attempts (
    id ${uuid} primary key,
    delivery_id ${uuid} not null,
    status_code integer not null,
    error text not null,
    duration integer not null,
    tm_create ${time} not null
);
create index webhook_attempts_delivery on webhook_attempts (delivery_id, tm_create);
