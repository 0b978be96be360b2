-- The domain of a signer's mailbox, so that false signatures can be told apart (docs/decisions/0060). No table names a domain in clear.

alter table signature
  -- HMAC of the registrable domain, such as guild.example; 16 bytes of it, which is enough to group by.
  add mail_domain bytea,
  -- The same of the whole domain, where that is another one, such as mail.guild.example.
  add mail_host bytea,
  -- The whole domain, sealed for this row.
  add sealed_mail_host bytea,
  -- The domain gives mailboxes to throw away, by the list of that day.
  add disposable boolean not null default false;
create index signature_mail_domain on signature (petition_id, mail_domain) where mail_domain is not null;

-- By which version of the mailbox rules an identity was made. Those of version 1 stay findable (src/core/mailbox-rules.ts).
alter table identity add rules smallint not null default 1;
alter table identity alter rules set default 2;
