-- Which waiting command a mail asks about, for a reply that lost its tag. No reference: when the command is forgotten the
-- mail still tells that it is too late.
alter table delivery add pending_command_id uuid;
