-- The table of deliveries is its own queue (decision 0044).

-- When it is tried next.
alter table delivery add due_at timestamptz not null default now();
-- The process that makes the delivery has it until then; a process that was killed no longer says so, and another takes it.
-- Not indexed, so that claiming and renewing write no index.
alter table delivery add claimed_until timestamptz;

drop index delivery_waiting;
create index delivery_due on delivery (channel, due_at) where state = 'waiting';

-- pg-boss kept the queue until now. What waits there waits here too: its jobs were ids of deliveries. Its schema has pg-boss's own
-- name, so another program may share it: then it stays.
do $$
declare others bigint;
begin
  if to_regclass('pgboss.queue') is null then return; end if;
  execute $q$select count(*) from pgboss.queue
    where name not in ('delivery', 'delivery-discord', 'delivery-slack') and name not like '\_\_pgboss\_\_%'$q$ into others;
  if others = 0 then drop schema pgboss cascade; end if;
end $$;
