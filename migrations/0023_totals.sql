-- The counts of all time, beside those by the hour (0012): a year has 35,000 hourly rows, and reading them took 10 ms. The same triggers
-- write both, in the same transaction.

-- `state` is the signature's, except that a confirmed one that waits for its approval is `unapproved`.
create table signature_total (
  petition_id uuid not null references petition on delete cascade,
  state text not null,
  kind text not null,
  channel text not null,
  n integer not null
);
create index signature_total_petition on signature_total (petition_id);

create table request_total (
  petition_id uuid not null references petition on delete cascade,
  state text not null,
  n integer not null
);
create index request_total_petition on request_total (petition_id);

create or replace function count_signatures() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into signature_count (petition_id, hour, kind, channel, n)
      select petition_id, date_trunc('hour', confirmed_at, 'UTC'), kind, channel, count(*) from after
      where state = 'confirmed' and approved_at is not null
      group by 1, 2, 3, 4;
    insert into signature_total (petition_id, state, kind, channel, n)
      select petition_id, case when state = 'confirmed' and approved_at is null then 'unapproved' else state end, kind, channel, count(*)
      from after group by 1, 2, 3, 4;
  elsif tg_op = 'UPDATE' then
    insert into signature_count (petition_id, hour, kind, channel, n)
      select petition_id, date_trunc('hour', confirmed_at, 'UTC'), kind, channel, sum(n)
      from (select -1 as n, * from before union all select 1, * from after) changed
      where state = 'confirmed' and approved_at is not null
      group by 1, 2, 3, 4 having sum(n) <> 0;
    insert into signature_total (petition_id, state, kind, channel, n)
      select petition_id, case when state = 'confirmed' and approved_at is null then 'unapproved' else state end, kind, channel, sum(n)
      from (select -1 as n, * from before union all select 1, * from after) changed
      group by 1, 2, 3, 4 having sum(n) <> 0;
  else
    insert into signature_count (petition_id, hour, kind, channel, n)
      select petition_id, date_trunc('hour', confirmed_at, 'UTC'), kind, channel, -count(*) from before
      -- The counts of a deleted petition go with it.
      where state = 'confirmed' and approved_at is not null and exists (select from petition where id = petition_id)
      group by 1, 2, 3, 4;
    insert into signature_total (petition_id, state, kind, channel, n)
      select petition_id, case when state = 'confirmed' and approved_at is null then 'unapproved' else state end, kind, channel, -count(*)
      from before where exists (select from petition where id = petition_id)
      group by 1, 2, 3, 4;
  end if;
  return null;
end $$;

create or replace function count_requests() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into request_count (petition_id, hour, state, answered, n)
      select petition_id, date_trunc('hour', asked_at, 'UTC'), state, answered, count(*) from after
      group by 1, 2, 3, 4;
    insert into request_total (petition_id, state, n)
      select petition_id, state, count(*) from after group by 1, 2;
  elsif tg_op = 'UPDATE' then
    insert into request_count (petition_id, hour, state, answered, n)
      select petition_id, date_trunc('hour', asked_at, 'UTC'), state, answered, sum(n)
      from (select -1 as n, * from before union all select 1, * from after) changed
      group by 1, 2, 3, 4 having sum(n) <> 0;
    insert into request_total (petition_id, state, n)
      select petition_id, state, sum(n)
      from (select -1 as n, * from before union all select 1, * from after) changed
      group by 1, 2 having sum(n) <> 0;
  else
    insert into request_count (petition_id, hour, state, answered, n)
      select petition_id, date_trunc('hour', asked_at, 'UTC'), state, answered, -count(*) from before
      where exists (select from petition where id = petition_id)
      group by 1, 2, 3, 4;
    insert into request_total (petition_id, state, n)
      select petition_id, state, -count(*) from before
      where exists (select from petition where id = petition_id)
      group by 1, 2;
  end if;
  return null;
end $$;

create or replace function count_anew() returns void language plpgsql as $$
begin
  lock table signature, sign_request in share row exclusive mode;
  delete from signature_count;
  insert into signature_count (petition_id, hour, kind, channel, n)
    select petition_id, date_trunc('hour', confirmed_at, 'UTC'), kind, channel, count(*) from signature
    where state = 'confirmed' and approved_at is not null
    group by 1, 2, 3, 4;
  delete from signature_total;
  insert into signature_total (petition_id, state, kind, channel, n)
    select petition_id, case when state = 'confirmed' and approved_at is null then 'unapproved' else state end, kind, channel, count(*)
    from signature group by 1, 2, 3, 4;
  delete from request_count;
  insert into request_count (petition_id, hour, state, answered, n)
    select petition_id, date_trunc('hour', asked_at, 'UTC'), state, answered, count(*) from sign_request
    group by 1, 2, 3, 4;
  delete from request_total;
  insert into request_total (petition_id, state, n)
    select petition_id, state, count(*) from sign_request group by 1, 2;
end $$;
select count_anew();
