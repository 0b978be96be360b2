-- Looking for requests to remind passed over all that had been reminded already (decision 0064).
create index sign_request_to_remind on sign_request (expires_at)
  where state = 'asked' and reminded_at is null and authenticated and plain_reply;

-- Each index over keyed hashes touches a page of its own for each request. One by account serves what two did.
drop index sign_request_asked_by;
drop index sign_request_account;
create index sign_request_account on sign_request (account, petition_id) where account is not null;

-- A request is marked as answered soon after it was written. With room on its page, that touches no index.
alter table sign_request set (fillfactor = 80);
