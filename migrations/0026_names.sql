-- The ways in which the public looks through the names. Every page of a list costs the same, the last one too.

-- A to Z. The keys are cut, because an index takes no long values.
create index signature_by_name on signature (petition_id, (left(folded, 80) collate "C"), number)
  where state = 'confirmed' and approved_at is not null and hidden_at is null and listed and kind = 'person';
create index signature_by_occupation on signature (petition_id, (left(split_part(folded, E'\n', 2), 80) collate "C"), number desc)
  where state = 'confirmed' and approved_at is not null and hidden_at is null and listed and kind = 'person'
    and occupation is not null;
-- By the beginnings of words; O'Malley has two. A representative who is not shown is not found.
create index signature_found_by on signature using gin (to_tsvector('simple', translate(
    case when listed then split_part(folded, E'\n', 1) else '' end || ' ' || split_part(folded, E'\n', 3), '''ʻ', '  ')))
  where state = 'confirmed' and approved_at is not null and hidden_at is null;
