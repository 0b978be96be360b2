-- Whether a signature still says what it said when an entry of the log was made.
alter table desk_entry_signature add details_at timestamptz;
