-- Decision 0068. A delivery is claimed soon after it was written, and a request marked as answered. With room on its page, that touches none
-- of its indexes.
alter table delivery set (fillfactor = 60);
alter table sign_request set (fillfactor = 65);

-- Nobody looks for all requests of one petition in one state: they are counted in request_total.
drop index sign_request_petition;
