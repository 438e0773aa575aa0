-- what an activeflow's texts refer to; those that follow it inherit it
alter table activeflows add column variables ${json} not null default '{}';
