-- An organisation's domain that its mailbox proved and an organiser checked: the page shows it beside the name.
alter table signature add checked_domain text;
drop trigger name_changed on signature;
create trigger name_changed after update on signature for each row
  when ((old.name, old.occupation, old.organisation, old.listed, old.promised, old.hidden_at, old.featured, old.checked_domain)
    is distinct from
    (new.name, new.occupation, new.organisation, new.listed, new.promised, new.hidden_at, new.featured, new.checked_domain))
  execute function name_changed();

-- A link to everything that is kept about a mailbox, which is sent to that mailbox only.
alter table token
  -- The spelling of the mailbox, hashed: an organiser is known by it.
  add address bytea,
  drop constraint token_purpose,
  -- Stricter rows are there already: no need to look at them all while nobody can sign.
  add constraint token_purpose
    check (purpose in ('confirm', 'manage', 'withdraw', 'erase', 'command', 'export', 'data')) not valid,
  add constraint token_of_mailbox check (purpose <> 'data' or mailbox is not null) not valid;
