-- A delivery is claimed soon after it was written. With room on its page, that touches none of its indexes (decision 0068).
alter table delivery set (fillfactor = 60);
