-- lists run backwards over an index to whose end rows are added; in the other order each would be put in front
drop index calls_list;
create index calls_list on calls (customer_id, tm_create, id);
drop index activeflows_list;
create index activeflows_list on activeflows (customer_id, tm_create, id);
drop index billings_list;
create index billings_list on billings (customer_id, tm_create, id);

-- without the status among their columns, which changes several times in the life of a call
drop index calls_live;
drop index calls_live_customer;
create index calls_live on calls (customer_id) where status <> 'hangup';
drop index activeflows_live;
create index activeflows_live on activeflows (customer_id) where status <> 'ended';
