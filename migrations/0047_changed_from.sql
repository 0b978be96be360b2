-- What a signature said before a link changed it, and the identities that the link tied to it. Kept as long as `sealed_place`, about a
-- minute: "It wasn't me" within a second takes the change back.
alter table sign_request add changed_from jsonb;
alter table sign_request add constraint sign_request_changed_from_check
  check (changed_from is null or (state = 'confirmed' and sealed_place is not null));
