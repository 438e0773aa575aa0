create table transfers (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    type text not null,
    transferer_call_id ${uuid} not null,
    transferee_addresses ${json} not null,
    transferee_call_id ${uuid} not null,
    groupcall_id ${uuid} not null,
    confbridge_id ${uuid} not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index transfers_list on transfers (customer_id, tm_create desc, id);
