-- Signatures that an organiser or the operator removes by a condition: a few at a time, so that signing goes on (docs/decisions/0060).
create table invalidation (
  -- The entry of the log that it belongs to; how each signature was is kept under that entry.
  entry_id uuid primary key references desk_entry on delete cascade,
  petition_id uuid not null references petition on delete cascade,
  state text not null check (state in ('running', 'stopped', 'done', 'undoing', 'undone')),
  -- The condition. Emptied once it is over: a pattern of names may be a person's name.
  sealed bytea,
  -- Whoever signed later was not shown in the preview.
  up_to integer not null,
  -- How far it has come: the number of the last signature of the last part.
  reached integer not null default 0,
  -- Milestones that are no longer reached; told to nobody again if it is undone.
  milestones integer[] not null default '{}'
);
create index invalidation_open on invalidation (petition_id) where state in ('running', 'undoing');
