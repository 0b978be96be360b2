-- A mailbox has many spellings, and a bounce speaks of one of them: ada+nobody@ may not exist where ada@ does, and
-- anybody may write in the name of either.

-- HMAC of the mailbox as it was spelled, like sign_request.account; emptied with delivery.mailbox.
alter table delivery add address bytea;
create index delivery_waiting_address on delivery (address) where state = 'waiting';

-- suppression.mailbox is such a hash where the reason is 'bounced', and stays the canonical one where it is 'refused'.
delete from suppression where reason = 'bounced';
