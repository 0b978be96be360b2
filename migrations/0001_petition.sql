-- A statement and who gathers for it. What is said to the public stands here and nowhere else.

create table petition (
  id uuid primary key default gen_random_uuid(),
  -- The prefixes are taken by the service's own mail addresses (sign+confirm-…@).
  slug text not null unique
    check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' and slug !~ '^(confirm|manage|bounce)-'),
  title text not null check (title <> ''),
  statement text not null check (statement <> ''),
  -- SHA-256 of the statement: what a signature is to.
  statement_hash bytea not null,
  language text not null,
  goal integer check (goal > 0),
  status text not null default 'draft' check (status in ('draft', 'open', 'closed')),
  -- account: a chat account is enough. email: everybody confirms a mailbox.
  policy text not null default 'account' check (policy in ('account', 'email')),
  organisations text not null default 'approve' check (organisations in ('approve', 'accept', 'refuse')),
  listing text not null default 'public' check (listing in ('public', 'count')),
  organised_by text not null check (organised_by <> ''),
  contact text,
  closes_at timestamptz,
  opened_at timestamptz,
  closed_at timestamptz,
  -- The last number given to a signature. Never goes down, so that no number is given twice.
  last_number integer not null default 0,
  created_at timestamptz not null default now()
);

create table petition_appendix (
  id bigint generated always as identity primary key,
  petition_id uuid not null references petition on delete cascade,
  content text not null check (content <> ''),
  added_at timestamptz not null default now()
);
create index petition_appendix_petition on petition_appendix (petition_id, id);

-- Every change of the list of open petitions wakes the services that keep it in memory.
create function petition_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('petition_changed', '');
  return null;
end $$;
create trigger petition_changed after insert or delete or update of slug, title, status, closes_at
  on petition for each statement execute function petition_changed();
