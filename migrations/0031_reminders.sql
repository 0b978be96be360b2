-- Looking for requests to remind passed over all that had been reminded already: 95 ms for 200 of them (measured, decision 0063).
create index sign_request_to_remind on sign_request (expires_at)
  where state = 'asked' and reminded_at is null and authenticated and plain_reply;
