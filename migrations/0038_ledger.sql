-- What a backup cannot know: what happened after it that must still hold once it is restored. The service copies these rows into a file
-- outside the database, and a restore replays that file (docs/decisions/0059). There are ids in it, and no person.

create table ledger (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  kind text not null
    check (kind in ('erased', 'merged', 'withdrawn', 'dropped', 'refused', 'lifted', 'deleted', 'milestone')),
  -- The signature (erased, merged, withdrawn), the request (dropped), or the petition (all others).
  subject uuid,
  -- merged: the signature that counts. refused, lifted: the keyed hash of the mailbox. milestone: its number.
  detail text
);
create index ledger_at on ledger (at);

create function ledger_written() returns trigger language plpgsql as $$
begin
  perform pg_notify('ledger_written', '');
  return null;
end $$;
create trigger ledger_written after insert on ledger for each statement execute function ledger_written();

-- By triggers, so that no way of erasing can forget it.
create function write_ledger() returns trigger language plpgsql as $$
begin
  case tg_argv[0]
    when 'merged' then insert into ledger (kind, subject, detail) values (tg_argv[0], new.id, new.merged_into);
    when 'refused' then insert into ledger (kind, subject, detail) values (tg_argv[0], new.petition_id, encode(new.mailbox, 'hex'));
    when 'lifted' then insert into ledger (kind, subject, detail) values (tg_argv[0], old.petition_id, encode(old.mailbox, 'hex'));
    when 'deleted' then insert into ledger (kind, subject) values (tg_argv[0], old.id);
    when 'milestone' then insert into ledger (kind, subject, detail) values (tg_argv[0], new.petition_id, new.number);
    else insert into ledger (kind, subject) values (tg_argv[0], new.id);
  end case;
  return null;
end $$;
create trigger ledger_erased after update on signature for each row
  when (old.erased_at is null and new.erased_at is not null) execute function write_ledger('erased');
create trigger ledger_merged after update on signature for each row
  when (old.merged_into is null and new.merged_into is not null) execute function write_ledger('merged');
create trigger ledger_withdrawn after update on signature for each row
  when (old.state = 'confirmed' and new.state = 'withdrawn' and new.erased_at is null) execute function write_ledger('withdrawn');
create trigger ledger_dropped after update on sign_request for each row
  when (old.state = 'asked' and new.state in ('refused', 'dropped')) execute function write_ledger('dropped');
create trigger ledger_refused after insert on suppression for each row
  when (new.reason = 'refused') execute function write_ledger('refused');
create trigger ledger_lifted after delete on suppression for each row
  when (old.reason = 'refused') execute function write_ledger('lifted');
-- The sample of trial mode leaves nothing.
create trigger ledger_deleted after delete on petition for each row when (not old.trial) execute function write_ledger('deleted');
create trigger ledger_milestone after insert on milestone for each row execute function write_ledger('milestone');

-- Which database this is, so that nobody replays the file of another one. A backup keeps it.
create table database_identity (
  id uuid not null default gen_random_uuid(),
  one boolean primary key default true check (one)
);
insert into database_identity default values;

-- When this database came out of a backup, and when that backup was made. Links made between the two are gone.
create table restoration (
  restored_at timestamptz primary key default now(),
  backup_at timestamptz not null
);
