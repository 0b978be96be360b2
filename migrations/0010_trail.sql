-- What the operator does at the machine stands in the log, too: by no channel and no account.
alter table desk_entry alter channel drop not null, alter account drop not null;
-- An entry is written once it is known what was done.
alter table desk_entry_signature alter constraint desk_entry_signature_entry_id_fkey deferrable initially deferred;

-- Which signatures were shown before a yes, and what they said: it is done to these, and to no others.
create table pending_command_signature (
  command_id uuid not null references pending_command on delete cascade,
  signature_id uuid not null references signature on delete cascade,
  place integer not null,
  details_at timestamptz not null,
  primary key (command_id, signature_id)
);
create index pending_command_signature_signature on pending_command_signature (signature_id);
