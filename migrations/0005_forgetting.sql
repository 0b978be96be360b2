-- What is looked for every minute, or while somebody waits, is found without reading a million rows.

-- When what a request said of a person was taken out of it, a month after its end.
alter table sign_request add forgotten_at timestamptz;
create index sign_request_ended on sign_request (ended_at) where ended_at is not null and forgotten_at is null;
-- Whose requests are over when a signature is taken off.
create index sign_request_mailbox on sign_request (petition_id, mailbox) where mailbox is not null;
create index sign_request_account on sign_request (petition_id, account) where account is not null;

create index delivery_mailbox_age on delivery (created_at) where mailbox is not null;
-- The figures of the last 24 hours.
create index delivery_ended on delivery (ended_at) where ended_at is not null;
drop index delivery_failed;
