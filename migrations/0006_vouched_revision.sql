-- A reminder shows what its mailbox was proved to have asked for, not what a stranger wrote in its name.
alter table revision add authenticated boolean not null default false;
update revision set authenticated = true
  where request_id in (select id from sign_request where authenticated);

-- A month after a signature was withdrawn nothing is left of its signer.
create index signature_withdrawn on signature (ended_at) where state = 'withdrawn' and name <> '';
