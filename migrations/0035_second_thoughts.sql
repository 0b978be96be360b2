-- "It wasn't me" is not for ever, and two presses that contradict each other count for nothing.

-- The request that was refused: the holder of its link can take the refusal back.
alter table suppression add request_id uuid references sign_request on delete set null;
create index suppression_request on suppression (request_id) where request_id is not null;

-- Both buttons of one link were pressed at once: its mailbox is asked once more, and never a third time.
alter table sign_request add asked_once_more boolean not null default false;
-- For a minute after its end a request still knows where to ask.
alter table sign_request drop constraint sign_request_check;
alter table sign_request add constraint sign_request_place_check
  check (state in ('asked', 'confirmed', 'refused') or sealed_place is null);
create index sign_request_place on sign_request (ended_at) where ended_at is not null and sealed_place is not null;
