-- An organisation's domain that its mailbox proved and an organiser checked: the page shows it beside the name.
alter table signature add checked_domain text;
drop trigger name_changed on signature;
create trigger name_changed after update on signature for each row
  when ((old.name, old.occupation, old.organisation, old.listed, old.promised, old.hidden_at, old.featured, old.checked_domain)
    is distinct from
    (new.name, new.occupation, new.organisation, new.listed, new.promised, new.hidden_at, new.featured, new.checked_domain))
  execute function name_changed();
