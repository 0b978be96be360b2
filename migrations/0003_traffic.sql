-- What came in, what goes out, and who wants no more of it.

create table inbox (
  -- HMAC of the event's key.
  key bytea primary key,
  channel text not null,
  petition_id uuid references petition on delete cascade,
  seen_at timestamptz not null default now()
);
create index inbox_unclaimed on inbox (seen_at) where petition_id is null;
create index inbox_petition on inbox (petition_id);

create table delivery (
  id uuid primary key,
  channel text not null,
  kind text not null,
  petition_id uuid references petition on delete cascade,
  request_id uuid references sign_request on delete set null,
  revision_id uuid references revision on delete set null,
  signature_id uuid references signature on delete set null,
  -- HMAC of the mailbox it goes to, for the caps and for bounces; emptied after a month.
  mailbox bytea,
  -- Sent because somebody, perhaps somebody else, asked: such mail is capped.
  capped boolean not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'expired', 'erased')),
  attempts integer not null default 0,
  -- A code, never a text.
  error text,
  -- Where it goes, the clear tokens, the arguments of the words; sealed under this row's id.
  sealed bytea,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'waiting') = (sealed is not null))
);
create index delivery_waiting on delivery (created_at) where state = 'waiting';
create index delivery_failed on delivery (ended_at) where state = 'failed';
create index delivery_mailbox on delivery (mailbox, created_at) where mailbox is not null;
create index delivery_petition on delivery (petition_id);
create index delivery_request on delivery (request_id);
create index delivery_revision on delivery (revision_id);
create index delivery_signature on delivery (signature_id);

-- Mailboxes we do not write to: they refused (one petition), or they bounced (all petitions).
create table suppression (
  mailbox bytea not null,
  petition_id uuid references petition on delete cascade,
  reason text not null check (reason in ('refused', 'bounced')),
  created_at timestamptz not null default now(),
  unique nulls not distinct (mailbox, petition_id)
);

-- Messages that could not be taken. From the third failure on the message is kept, sealed, for 30 days.
create table parked (
  id uuid primary key default gen_random_uuid(),
  key bytea not null unique,
  channel text not null,
  reason text not null,
  failures integer not null default 1,
  sealed bytea,
  first_failed_at timestamptz not null default now(),
  parked_at timestamptz,
  expires_at timestamptz not null default now() + interval '30 days'
);

-- What an adapter needs to remember, such as the mark up to which a mailbox was read.
create table note (
  channel text not null,
  name text not null,
  value jsonb not null,
  primary key (channel, name)
);

-- Keys that outlive SECRET_KEY, wrapped by it.
create table wrapped_key (
  name text primary key,
  wrapped bytea not null,
  created_at timestamptz not null default now()
);
