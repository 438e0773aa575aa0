-- how many calls a customer has at this moment is asked before each of its calls to a telephone number
create index calls_live_customer on calls (customer_id, status) where status <> 'hangup';
