-- How often a form may name a mailbox that nothing proves, and which emails were sent on such a word.

-- Whether the asking was proved. What was not uses up nothing of what is.
alter table delivery add proved boolean not null default true;

-- What the operator has set; anything else has the value in src/core/outbound/limits.ts.
create table asking_limit (
  name text primary key,
  value integer not null check (value > 0)
);

-- What has been used up lately: of an account, a mail domain, a community, a network.
create table asking_bucket (
  kind text not null,
  -- A keyed hash; a network's changes every day.
  subject bytea not null,
  -- The later, the more is used up. Once this is past, the row says nothing and is deleted.
  full_at timestamptz not null,
  primary key (kind, subject)
) with (fillfactor = 50);
