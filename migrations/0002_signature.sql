-- From a sign request, by confirming the token of one revision, to a signature.

create table sign_request (
  id uuid primary key,
  petition_id uuid not null references petition on delete cascade,
  channel text not null,
  -- HMAC of channel and account: who asked. Emptied when the request expires or is refused.
  account bytea,
  -- HMAC of the canonical mailbox, the same hash as in identity; absent where only a chat account stands behind it.
  mailbox bytea,
  language text not null,
  state text not null default 'asked' check (state in ('asked', 'confirmed', 'refused', 'dropped', 'expired')),
  -- Somebody proved, at least once, that the account itself asked. Only then a reminder is sent.
  authenticated boolean not null,
  plain_reply boolean not null,
  -- Where an answer goes, sealed; emptied when the request ends.
  sealed_place bytea,
  asked_at timestamptz not null default now(),
  expires_at timestamptz not null,
  reminded_at timestamptz,
  ended_at timestamptz,
  check (state = 'asked' or sealed_place is null)
);
-- One waiting request an account and petition: asking again makes a revision of it.
create unique index sign_request_waiting on sign_request (petition_id, account) where state = 'asked';
create index sign_request_expiry on sign_request (expires_at) where state = 'asked';
create index sign_request_petition on sign_request (petition_id, state);

create table revision (
  id uuid primary key,
  request_id uuid not null references sign_request on delete cascade,
  number integer not null check (number > 0),
  kind text not null check (kind in ('person', 'organisation')),
  -- Empty only after erasing.
  name text not null,
  occupation text,
  organisation text,
  listed boolean not null,
  -- SHA-256 of the statement as shown with it.
  statement_hash bytea not null,
  -- The domain the asking mail was proved to come from.
  proved_domain text,
  created_at timestamptz not null default clock_timestamp(),
  unique (request_id, number)
);

create table signature (
  id uuid primary key,
  petition_id uuid not null references petition on delete cascade,
  number integer not null,
  state text not null default 'confirmed'
    check (state in ('confirmed', 'withdrawn', 'merged', 'removed', 'invalidated')),
  kind text not null check (kind in ('person', 'organisation')),
  name text not null,
  occupation text,
  organisation text,
  listed boolean not null,
  language text not null,
  channel text not null,
  confirmed_by text not null check (confirmed_by in ('page', 'reply', 'account')),
  statement_hash bytea not null,
  proved_domain text,
  -- An organisation's signature counts from here on; a person's has it from the start.
  approved_at timestamptz,
  confirmed_at timestamptz not null default now(),
  -- When the details now standing were asked for: an older revision never overwrites a newer one.
  details_at timestamptz not null,
  ended_at timestamptz,
  erased_at timestamptz,
  unique (petition_id, number),
  check (state = 'confirmed' or ended_at is not null)
);
-- Counting, and listing newest first.
create index signature_counted on signature (petition_id, kind, channel) where state = 'confirmed' and approved_at is not null;
create index signature_listed on signature (petition_id, number desc)
  where state = 'confirmed' and approved_at is not null and (listed or kind = 'organisation');
create index signature_waiting on signature (petition_id) where state = 'confirmed' and approved_at is null;
create index signature_ended on signature (petition_id, state) where state <> 'confirmed';

-- One person, one signature: whoever holds the hash has signed.
create table identity (
  petition_id uuid not null references petition on delete cascade,
  hash bytea not null,
  signature_id uuid not null references signature on delete cascade,
  primary key (petition_id, hash)
);
create index identity_signature on identity (signature_id);

-- Stored as SHA-256; the clear token lives only in the sealed delivery until it has left.
create table token (
  hash bytea primary key,
  purpose text not null check (purpose in ('confirm', 'manage', 'withdraw', 'erase')),
  revision_id uuid references revision on delete cascade,
  signature_id uuid references signature on delete cascade,
  -- Withdrawing and erasing by mail: the mailbox that was asked.
  mailbox bytea,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  spent_at timestamptz,
  check ((purpose = 'confirm') = (revision_id is not null)),
  check ((purpose <> 'confirm') = (signature_id is not null))
);
create index token_revision on token (revision_id);
create index token_signature on token (signature_id);
create index token_expiry on token (expires_at);
