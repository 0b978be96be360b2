-- What chats add: who organises, and the cards that show a petition in a room.

create table organiser (
  petition_id uuid not null references petition on delete cascade,
  -- HMAC of channel and account, as in sign_request.
  account bytea not null,
  added_at timestamptz not null default now(),
  primary key (petition_id, account)
);
create index organiser_account on organiser (account);

create table card (
  id uuid primary key,
  petition_id uuid not null references petition on delete cascade,
  channel text not null,
  -- Where it is posted and, once it is, where the message stands: the adapter's own words.
  room jsonb not null,
  message jsonb,
  -- Hash of what it shows; another one means it is to be edited.
  shown bytea,
  next_try_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index card_petition on card (petition_id);

-- Two roads, one person: the younger signature points to the one that counts.
alter table signature add column merged_into uuid references signature on delete cascade;
create index signature_merged on signature (merged_into) where merged_into is not null;

-- What an account signed or asked for, over all petitions.
create index identity_hash on identity (hash);
create index sign_request_asked_by on sign_request (account) where state = 'asked';
