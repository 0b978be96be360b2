/** A petition of a million signatures, spread like real ones. The database itself writes them in about a minute. */
import pg from 'pg'

export const SIGNATURES = 1_000_000
const REQUESTS = 1_200_000
const OCCUPATIONS = 40_000

/**
 * 60 days, an eighth of the signatures in the last 24 hours, three channels, 40,000 occupations and 5,000 organisations by Zipf's law,
 * 600 communities, one person in twelve with an accent; 2 % withdrawn, 0.5 % removed, 0.2 % hidden. The newest is from now.
 */
export async function loadDesk(url: string, petitionId: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("set work_mem = '128MB'")
    await client.query(`select setseed(0.5)`)
    await client.query(names)
    await client.query(signatures, [petitionId])
    await client.query('update petition set last_number = $2 where id = $1', [petitionId, SIGNATURES])
    await client.query(
      `insert into community select case when n % 3 = 0 then 'slack' else 'discord' end, 'tenant-' || n, 'Community ' || n
       from generate_series(1, 500) n`,
    )
    await client.query(requests, [petitionId])
    await client.query(deliveries, [petitionId])
    await client.query(
      `insert into tally (petition_id, hour, kind, n)
       select $1, h, kind, 1 + (random() * 400)::int
       from generate_series(date_trunc('hour', now() - interval '60 days'), now(), interval '1 hour') h,
         unnest(array['fetched-person', 'fetched-scanner']) kind`,
      [petitionId],
    )
  } finally {
    await client.end()
  }
}

const names = `
  drop table if exists given, syllable;
  create temp table given as select * from unnest(array['Ada','Grace','Édith','Zoë','José','Chloé','Nguyễn','Łukasz','Anna','John',
    'Mary','Peter','Paul','Lucy','Omar','Fatima','Yuki','Ivan','Олена','Nina','Sofía','Emma','Noah','Liam','Mia']) with ordinality g(word, place);
  create temp table syllable as select * from unnest(array['ber','son','mar','tin','lo','ve','lace','hop','per','gar','cia','mül','ler',
    'smi','th','jo','nes','ka','wa','ko','va','ski','du','pont','ro','ssi']) with ordinality s(word, place)`

const signatures = `
  insert into signature (id, petition_id, number, state, kind, name, occupation, organisation, listed, language, channel, confirmed_by,
    statement_hash, proved_domain, approved_at, confirmed_at, details_at, ended_at, community, hidden_at, featured)
  select gen_random_uuid(), $1, n,
    case when dice < 0.02 then 'withdrawn' when dice < 0.025 then 'removed' when dice < 0.026 then 'merged' else 'confirmed' end,
    case when kind_dice < 0.005 then 'organisation' else 'person' end,
    case when dice < 0.026 then '' else g.word || ' ' || initcap(a.word || b.word || c.word) end,
    case when dice >= 0.026 and occupation_dice < 0.8 then
      (array['Illustrator','writer','Translator','composer','Photographer','game designer','Voice actor','éditeur'])
        [1 + (r % 8)::int] || case when r < 8 then '' else ' ' || r end end,
    case when dice >= 0.026 and (kind_dice < 0.3) then 'The House of ' || (exp(random() * ln(5000)))::int end,
    random() < 0.9, case when random() < 0.3 then 'fr' else 'en' end,
    case when channel_dice < 0.45 then 'discord' when channel_dice < 0.65 then 'slack' else 'email' end,
    case when channel_dice < 0.65 then 'account' when random() < 0.7 then 'page' else 'reply' end,
    decode(repeat('ab', 32), 'hex'),
    case when channel_dice >= 0.65 and random() < 0.5 then 'house-' || (random() * 500)::int || '.example' end,
    case when kind_dice >= 0.005 or random() < 0.7 then at end, at, at,
    case when dice < 0.026 then at + interval '1 hour' end,
    case when channel_dice < 0.65 and random() < 0.9 then 'tenant-' || (exp(random() * ln(600)))::int end,
    case when random() < 0.002 then at end, case when random() < 0.00002 then n end
  from (
    select n, now() - interval '60 days' * power(1 - n::float8 / ${SIGNATURES}, 2) as at, random() as dice, random() as kind_dice,
      random() as occupation_dice, random() as channel_dice, floor(exp(random() * ln(${OCCUPATIONS})))::int as r,
      1 + floor(random() * 25)::int as gn, 1 + floor(random() * 26)::int as an, 1 + floor(random() * 26)::int as bn,
      1 + floor(random() * 26)::int as cn
    from generate_series(1, ${SIGNATURES}) n
  ) d join given g on g.place = d.gn join syllable a on a.place = d.an
  join syllable b on b.place = d.bn join syllable c on c.place = d.cn
  order by d.n`

const requests = `
  insert into sign_request (id, petition_id, channel, account, language, state, authenticated, plain_reply, answered, asked_at, expires_at, ended_at)
  select gen_random_uuid(), $1, (array['discord','slack','email'])[1 + n % 3], case when dice < 0.1 then sha256(n::text::bytea) end, 'en',
    case when dice < 0.1 then case when at > now() - interval '7 days' then 'asked' else 'expired' end when dice < 0.85 then 'confirmed' when dice < 0.87 then 'refused' else 'expired' end,
    true, true, random() < 0.97, at, at + interval '7 days', case when dice >= 0.1 then at + interval '1 hour' end
  from (select n, random() as dice, now() - interval '60 days' * random() as at from generate_series(1, ${REQUESTS}) n) d`

const deliveries = `
  insert into delivery (id, channel, kind, petition_id, request_id, capped, state, created_at, expires_at, ended_at)
  select gen_random_uuid(), channel, 'confirm', $1, id, true, case when answered then 'sent' else 'failed' end,
    asked_at, expires_at, asked_at
  from sign_request where petition_id = $1`
