-- Acts of organisers and the operator that take something away must hold after a restore, too (docs/decisions/0070). `detail` is `on` or
-- `off`: of the entries about one subject, the last one holds.
alter table ledger drop constraint ledger_kind_check;
alter table ledger add constraint ledger_kind_check check (kind in ('erased', 'merged', 'withdrawn', 'dropped', 'refused', 'lifted',
  'deleted', 'milestone', 'removed', 'hidden', 'private', 'closed', 'unlisted'));

create function write_ledger_switch() returns trigger language plpgsql as $$
declare
  is_on boolean;
begin
  case tg_argv[0]
    when 'removed' then is_on := new.state = 'removed';
    when 'hidden' then is_on := new.hidden_at is not null;
    when 'private', 'unlisted' then is_on := not new.listed;
    when 'closed' then is_on := new.status = 'closed';
  end case;
  insert into ledger (kind, subject, detail) values (tg_argv[0], new.id, case when is_on then 'on' else 'off' end);
  return null;
end $$;
-- A removed signature that is erased stays removed: only an undo ends it.
create trigger ledger_removed after update on signature for each row
  when ((old.state, new.state) in (('confirmed', 'removed'), ('removed', 'confirmed'))) execute function write_ledger_switch('removed');
create trigger ledger_hidden after update on signature for each row
  when ((old.hidden_at is null) <> (new.hidden_at is null)) execute function write_ledger_switch('hidden');
create trigger ledger_private after update on signature for each row
  when (old.listed <> new.listed) execute function write_ledger_switch('private');
create trigger ledger_closed after update on petition for each row
  when (old.status <> new.status and 'closed' in (old.status, new.status)) execute function write_ledger_switch('closed');
create trigger ledger_unlisted after update on petition for each row
  when (old.listed <> new.listed) execute function write_ledger_switch('unlisted');
