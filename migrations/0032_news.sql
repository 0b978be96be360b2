-- What the organiser tells readers after the start, with its date. Nobody signs it: a signature is to the statement.
create table petition_news (
  petition_id uuid not null references petition on delete cascade,
  -- From 1. No number is given twice, because feeds know an entry by it.
  number integer not null,
  title text check (title <> ''),
  -- In Markdown, as the statement; empty once it is withdrawn.
  content text not null,
  published_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (petition_id, number),
  check ((withdrawn_at is null) = (content <> ''))
);
create trigger news_changed after insert or update or delete on petition_news
  for each statement execute function petition_changed();
