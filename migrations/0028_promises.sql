-- What signers were promised stays true, whatever the petition says later.

alter table petition
  -- Corrections of its title and organiser since the first signature.
  add corrections integer not null default 0,
  -- The sample of trial mode, which never reaches the public.
  add trial boolean not null default false;
update petition set trial = true
  where slug = 'demo' and title = 'Fair training' and organised_by = 'The Undersigned project';

-- Public: what the petition was called when its first signers signed, and since when it is called otherwise.
create table petition_correction (
  petition_id uuid not null references petition on delete cascade,
  -- From 1; the petition's column counts them.
  number integer not null,
  field text not null check (field in ('title', 'organisedBy', 'addressee')),
  before text not null,
  after text not null,
  corrected_at timestamptz not null default now(),
  primary key (petition_id, number)
);

-- promised: what a signer was told would be shown. wording: how many corrections the petition had when they read it.
alter table revision
  add promised text not null default 'public' check (promised in ('public', 'count')),
  add wording integer not null default 0;
alter table signature
  add promised text not null default 'public' check (promised in ('public', 'count')),
  add wording integer not null default 0;
update signature s set promised = 'count' from petition p where p.id = s.petition_id and p.listing = 'count';
update revision r set promised = 'count' from sign_request q join petition p on p.id = q.petition_id
  where q.id = r.request_id and p.listing = 'count';
-- Those who signed for the number only, while names are shown: told to the organiser.
create index signature_promised on signature (petition_id) where promised = 'count' and state = 'confirmed';
