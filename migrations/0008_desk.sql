-- The organiser's desk: who sits at it, what they did, and what they are told.

-- How an organiser is called and reached, sealed; both unknown where the operator named only an account.
alter table organiser
  add channel text,
  add sealed_name bytea,
  add sealed_place bytea,
  add language text;

-- Occupations to choose from, in the form of a chat.
alter table petition add occupations text[] not null default '{}';

-- The server or workspace a signature came from, by the channel's own id; never shown beside a person.
alter table sign_request add community text;
-- The domain of the mailbox, to see where confirming fails; emptied when the request is forgotten, or its signer erases it.
alter table sign_request add mail_domain text;
create index sign_request_asked_at on sign_request (petition_id, asked_at);
-- What is usual for one domain.
create index sign_request_domain on sign_request (petition_id, mail_domain, asked_at) where mail_domain is not null;
alter table signature
  add community text,
  -- Counts, and is not shown.
  add hidden_at timestamptz,
  -- Shown first, in this order.
  add featured integer;
create index signature_featured on signature (petition_id, featured) where featured is not null and state = 'confirmed';
-- With the channel a day is counted by channel from the index alone.
create index signature_confirmed_at on signature (petition_id, confirmed_at, channel) where state = 'confirmed' and approved_at is not null;
create index signature_community on signature (petition_id, channel, community, confirmed_at) where state = 'confirmed' and approved_at is not null;
drop index signature_withdrawn;
create index signature_to_forget on signature (ended_at) where state in ('withdrawn', 'removed') and name <> '';

-- How a name is looked for: no case, no accents, and what normalising leaves whole taken apart. Plain ASCII is quicker.
create function fold_words(words text) returns text language sql immutable strict parallel safe as $$
  select case when octet_length(words) = length(words) then lower(words) else
    translate(
      replace(replace(replace(
        lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g')),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
      'øłđı’‘ʼ', 'oldi''''''')
  end
$$;
-- Stored: an expression like it, worked out for a million rows at each look, took 3.4 s (measured).
alter table signature add folded text not null generated always as
  (fold_words(name || E'\n' || coalesce(occupation, '') || E'\n' || coalesce(organisation, ''))) stored;
-- Counting reads the index alone where vacuum has been: by default only after a fifth of the table is new.
alter table signature set (autovacuum_vacuum_insert_scale_factor = 0.02);

-- The server or workspace a card is in: what it brought is told there.
alter table card add community text;

create table community (
  channel text not null,
  tenant text not null,
  name text not null,
  primary key (channel, tenant)
);

-- What an adapter needs to speak for a tenant, sealed.
create table installation (
  channel text not null,
  tenant text not null,
  sealed bytea not null,
  installed_at timestamptz not null default now(),
  primary key (channel, tenant)
);

-- A command that waits for its organiser's word: one that changes much, or came from a mail that proves nothing.
create table pending_command (
  id uuid primary key,
  petition_id uuid references petition on delete cascade,
  channel text not null,
  -- HMAC, as in organiser.
  account bytea not null,
  -- The command and where its answer goes.
  sealed bytea,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  done_at timestamptz
);
create index pending_command_expiry on pending_command (expires_at);
create index pending_command_petition on pending_command (petition_id);

alter table token add pending_command_id uuid references pending_command on delete cascade;
create index token_pending_command on token (pending_command_id) where pending_command_id is not null;
alter table token drop constraint token_purpose_check, drop constraint token_check, drop constraint token_check1;
alter table token
  add constraint token_purpose check (purpose in ('confirm', 'manage', 'withdraw', 'erase', 'command', 'export')),
  add constraint token_of_revision check ((purpose = 'confirm') = (revision_id is not null)),
  add constraint token_of_signature check ((purpose in ('manage', 'withdraw', 'erase')) = (signature_id is not null)),
  add constraint token_of_command check ((purpose in ('command', 'export')) = (pending_command_id is not null));

-- Who did what at the desk, and how to take it back.
create table desk_entry (
  id uuid primary key default gen_random_uuid(),
  petition_id uuid not null references petition on delete cascade,
  -- As organisers call it: counted within the petition.
  number integer not null,
  at timestamptz not null default now(),
  channel text not null,
  account bytea not null,
  act text not null,
  -- Who did it, and what: names, reasons, values; sealed.
  sealed bytea,
  -- The petition or organiser as it was before, sealed; undoing puts it back.
  sealed_before bytea,
  undone_at timestamptz,
  unique (petition_id, number)
);
create table desk_entry_signature (
  entry_id uuid not null references desk_entry on delete cascade,
  signature_id uuid not null references signature on delete cascade,
  state text not null,
  hidden_at timestamptz,
  featured integer,
  approved_at timestamptz,
  ended_at timestamptz,
  primary key (entry_id, signature_id)
);
create index desk_entry_signature_signature on desk_entry_signature (signature_id);

-- Told once, for ever: a count that falls and rises again reaches nothing anew.
create table milestone (
  petition_id uuid not null references petition on delete cascade,
  number integer not null,
  reached_at timestamptz not null default now(),
  primary key (petition_id, number)
);
-- What was reached before anybody told of it is no news.
insert into milestone (petition_id, number)
  select p.id, n from petition p
  cross join lateral (select count(*) as signatures from signature
    where petition_id = p.id and state = 'confirmed' and approved_at is not null) counted
  cross join lateral (select unnest(array[100, 500, 1000, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000]) as n
    union select p.goal) numbers
  where n <= signatures;

create table digest (
  petition_id uuid not null references petition on delete cascade,
  account bytea not null,
  channel text not null,
  every text not null check (every in ('daily', 'weekly')),
  language text not null,
  sealed_place bytea not null,
  -- HMACs of a mailbox, as in delivery; null in a chat.
  mailbox bytea,
  address bytea,
  next_at timestamptz not null,
  since timestamptz not null default now(),
  primary key (petition_id, account)
);
create index digest_next on digest (next_at);

create table alert (
  petition_id uuid not null references petition on delete cascade,
  kind text not null,
  -- A domain, or the channel and id of a community.
  subject text not null,
  -- The last time; told again after a day.
  raised_at timestamptz not null default now(),
  primary key (petition_id, kind, subject)
);

-- Figures nobody can be told from: fetches of links, and how asking and confirming went, by the hour.
create table tally (
  petition_id uuid not null references petition on delete cascade,
  hour timestamptz not null,
  -- fetched-person, fetched-scanner, asked, confirmed …
  kind text not null,
  -- Empty, or the mail domain or community it is about; those are kept a week.
  subject text not null default '',
  n integer not null,
  primary key (petition_id, hour, kind, subject)
);
create index tally_to_forget on tally (hour) where subject <> '';

create trigger organiser_changed after insert or delete on organiser for each statement execute function petition_changed();
drop trigger petition_changed on petition;
create trigger petition_changed after insert or delete or update of slug, title, statement, status, closes_at, goal, policy,
  organisations, listing, language, organised_by, contact, occupations on petition
  for each statement execute function petition_changed();
