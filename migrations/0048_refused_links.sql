-- "It wasn't me" was pressed on this link after another link of its request had confirmed. If the link confirms within a second, neither
-- press counts.
alter table token add refused boolean not null default false;

-- The signature that such a press removed counts again.
create function write_ledger_counts_again() returns trigger language plpgsql as $$
begin
  insert into ledger (kind, subject, detail) values ('withdrawn', new.id, 'off');
  return null;
end $$;
create trigger ledger_counts_again after update on signature for each row
  when (old.state = 'withdrawn' and new.state = 'confirmed') execute function write_ledger_counts_again();
