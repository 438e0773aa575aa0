-- flows made from the actions of one request, for their end after a day
create index flows_temporary on flows (tm_create) where persist = false;
