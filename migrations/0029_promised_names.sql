-- A signer who agrees to be listed changes the page, too.
drop trigger name_changed on signature;
create trigger name_changed after update on signature for each row
  when ((old.name, old.occupation, old.organisation, old.listed, old.promised, old.hidden_at, old.featured)
    is distinct from (new.name, new.occupation, new.organisation, new.listed, new.promised, new.hidden_at, new.featured))
  execute function name_changed();
