-- A petition made in a chat is open in that community. It is listed for everybody once the operator says so; those that exist
-- stay listed.
alter table petition add listed boolean not null default true;
create trigger petition_listed after update of listed on petition
  for each statement execute function petition_changed();

-- The servers and workspaces that see a petition although it is not listed.
create table petition_community (
  petition_id uuid not null references petition on delete cascade,
  channel text not null,
  tenant text not null,
  primary key (petition_id, channel, tenant)
);
-- How many an account, or a community, has made lately.
create index desk_entry_made on desk_entry (at) where act = 'create';
create trigger petition_community_changed after insert or delete on petition_community
  for each statement execute function petition_changed();
