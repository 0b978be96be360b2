-- Emails that were plainly no signature are counted, and each mailbox is told so once.
create index delivery_not_a_signature on delivery (petition_id) where kind = 'notASignature';
