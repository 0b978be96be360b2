-- Who of several replicas does a job that must be done by one only. Expiry by the database's clock.

create table lease (
  name text primary key,
  holder uuid not null,
  expires_at timestamptz not null
);
