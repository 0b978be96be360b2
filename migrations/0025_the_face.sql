-- What a petition's page shows beside its statement.
alter table petition
  -- The people or bodies it is addressed to.
  add addressee text check (addressee <> ''),
  -- public: also how the signatures came in. total: the number only.
  add figures text not null default 'total' check (figures in ('public', 'total')),
  add accent text check (accent ~ '^#[0-9a-f]{6}$');
drop trigger petition_changed on petition;
create trigger petition_changed after insert or delete or update of slug, title, statement, status, closes_at, goal, policy,
  organisations, listing, language, organised_by, contact, occupations, time_zone, addressee, figures, accent on petition
  for each statement execute function petition_changed();
create trigger appendix_changed after insert or update or delete on petition_appendix
  for each statement execute function petition_changed();

-- What a page shows of signatures has changed, and of which petition: its page is made again.
create function page_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('page_changed', slug) from petition where id in (select petition_id from changed);
  return null;
end $$;
create trigger page_changed after insert on signature_count
  referencing new table as changed for each statement execute function page_changed();
create function name_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('page_changed', slug) from petition where id = new.petition_id;
  return null;
end $$;
create trigger name_changed after update on signature for each row
  when ((old.name, old.occupation, old.organisation, old.listed, old.hidden_at, old.featured)
    is distinct from (new.name, new.occupation, new.organisation, new.listed, new.hidden_at, new.featured))
  execute function name_changed();
