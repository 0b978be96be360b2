-- The pages of organisations: few among many people.
create index signature_organisations on signature (petition_id, number desc)
  where state = 'confirmed' and approved_at is not null and hidden_at is null and kind = 'organisation';
