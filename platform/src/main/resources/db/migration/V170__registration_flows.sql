-- the connection that a phone registered over, and the proxies on the way to it
alter table registrations add column flow text not null default '';
alter table registrations add column path text not null default '';
