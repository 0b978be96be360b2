-- The reason that an organiser typed may speak of a person: it is emptied when one of the signatures it was about is erased.
alter table desk_entry add sealed_reason bytea;
