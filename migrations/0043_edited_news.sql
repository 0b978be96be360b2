-- When the organiser last changed it: readers see the date beside that of publishing.
alter table petition_news add column edited_at timestamptz;
