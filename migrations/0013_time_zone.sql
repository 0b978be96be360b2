-- In which zone organisers type times, and in which they are said back: an IANA name, such as Europe/Paris.
alter table petition add column time_zone text not null default 'UTC';
