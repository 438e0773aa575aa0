-- the keys that were pressed in a call, for its story
create index outbox_keys on outbox ((cast(data as ${json}) ->> 'call_id'), tm_create) where type = 'dtmf_received';
