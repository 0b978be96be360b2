-- What is counted again and again, added up by the database itself: whoever writes, and in the same transaction. Each statement's changes
-- are rows of their own, so that no signer waits for another; housekeeping adds them up.

-- Whether an answer has left. Of those that stand here already nearly all have one: only the others are written anew.
alter table sign_request add answered boolean not null default true;
alter table sign_request alter answered set default false;
update sign_request q set answered = false where not exists (select from delivery d where d.request_id = q.id and d.state = 'sent');

-- Signatures that count, by the hour they were confirmed in.
create table signature_count (
  petition_id uuid not null references petition on delete cascade,
  hour timestamptz not null,
  kind text not null,
  channel text not null,
  n integer not null
);
create index signature_count_hour on signature_count (petition_id, hour);

-- Sign requests, by the hour they were made in.
create table request_count (
  petition_id uuid not null references petition on delete cascade,
  hour timestamptz not null,
  state text not null,
  answered boolean not null,
  n integer not null
);
create index request_count_hour on request_count (petition_id, hour);

create function count_signatures() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into signature_count (petition_id, hour, kind, channel, n)
      select petition_id, date_trunc('hour', confirmed_at, 'UTC'), kind, channel, count(*) from after
      where state = 'confirmed' and approved_at is not null
      group by 1, 2, 3, 4;
  elsif tg_op = 'UPDATE' then
    insert into signature_count (petition_id, hour, kind, channel, n)
      select petition_id, date_trunc('hour', confirmed_at, 'UTC'), kind, channel, sum(n)
      from (select -1 as n, * from before union all select 1, * from after) changed
      where state = 'confirmed' and approved_at is not null
      group by 1, 2, 3, 4 having sum(n) <> 0;
  else
    insert into signature_count (petition_id, hour, kind, channel, n)
      select petition_id, date_trunc('hour', confirmed_at, 'UTC'), kind, channel, -count(*) from before
      -- Of a petition that is deleted the counts go with it.
      where state = 'confirmed' and approved_at is not null and exists (select from petition where id = petition_id)
      group by 1, 2, 3, 4;
  end if;
  return null;
end $$;
create trigger signature_inserted after insert on signature
  referencing new table as after for each statement execute function count_signatures();
create trigger signature_updated after update on signature
  referencing old table as before new table as after for each statement execute function count_signatures();
create trigger signature_deleted after delete on signature
  referencing old table as before for each statement execute function count_signatures();

create function count_requests() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into request_count (petition_id, hour, state, answered, n)
      select petition_id, date_trunc('hour', asked_at, 'UTC'), state, answered, count(*) from after
      group by 1, 2, 3, 4;
  elsif tg_op = 'UPDATE' then
    insert into request_count (petition_id, hour, state, answered, n)
      select petition_id, date_trunc('hour', asked_at, 'UTC'), state, answered, sum(n)
      from (select -1 as n, * from before union all select 1, * from after) changed
      group by 1, 2, 3, 4 having sum(n) <> 0;
  else
    insert into request_count (petition_id, hour, state, answered, n)
      select petition_id, date_trunc('hour', asked_at, 'UTC'), state, answered, -count(*) from before
      where exists (select from petition where id = petition_id)
      group by 1, 2, 3, 4;
  end if;
  return null;
end $$;
create trigger sign_request_inserted after insert on sign_request
  referencing new table as after for each statement execute function count_requests();
create trigger sign_request_updated after update on sign_request
  referencing old table as before new table as after for each statement execute function count_requests();
create trigger sign_request_deleted after delete on sign_request
  referencing old table as before for each statement execute function count_requests();

-- From the rows: what stands there already, and where somebody wrote with triggers off (`undersigned doctor` tells of it).
create function count_anew() returns void language plpgsql as $$
begin
  lock table signature, sign_request in share row exclusive mode;
  delete from signature_count;
  insert into signature_count (petition_id, hour, kind, channel, n)
    select petition_id, date_trunc('hour', confirmed_at, 'UTC'), kind, channel, count(*) from signature
    where state = 'confirmed' and approved_at is not null
    group by 1, 2, 3, 4;
  delete from request_count;
  insert into request_count (petition_id, hour, state, answered, n)
    select petition_id, date_trunc('hour', asked_at, 'UTC'), state, answered, count(*) from sign_request
    group by 1, 2, 3, 4;
end $$;
select count_anew();
-- Nobody counts through it any more.
drop index signature_counted;
