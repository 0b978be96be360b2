import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPng } from '../pictures/pixels.ts'
import type { Answer, Desk, Filled } from '../support/desk/desk.ts'
import { type DeskChannel, type OpenedDesks, openDesks } from '../support/desk/opened.ts'
import { pressLink } from '../support/desk/press-link.ts'
import { press } from '../support/press.ts'

/** An organiser's work from their desk; every channel has the same words. */
const channels: [string, DeskChannel][] = [
  ['by mail', 'email'],
  ['in Discord', 'discord'],
  ['in Slack', 'slack'],
]
const chats: DeskChannel[] = ['discord', 'slack']

let desks: OpenedDesks
const danas = new Map<DeskChannel, Desk>()

beforeAll(async () => {
  desks = await openDesks()
})
afterAll(async () => {
  expect(desks.discord.violations).toEqual([])
  expect(desks.slack.violations).toEqual([])
  await desks.close()
})

function answered(filled: Filled): Answer {
  if (filled.kind === 'refused') throw new Error(`refused: ${filled.problem}`)
  return filled.answer
}

/** A text without the line breaks and word joiners of an email. */
function said({ plain }: Answer): string {
  return plain.replaceAll('\u2060', '').replace(/\s+/g, ' ')
}

/** RFC 4180. */
function readCsv(content: string): Record<string, string>[] {
  const [header = [], ...rows] = content
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .filter(line => line !== '')
    .map(line =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
        cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
      ),
    )
  return rows.map(row => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
}

describe.each(channels)('an organiser %s', (_, channel) => {
  const slug = `fair-pay-${channel}`
  const isChat = chats.includes(channel)
  let dana: Desk

  async function rows<T>(sql: string): Promise<T[]> {
    return (await desks.database.pool.query(sql, [slug])).rows
  }

  const confirmed = async () => {
    const [row] = await rows<{ n: number }>(
      `select count(*)::int as n from signature s join petition p on p.id = s.petition_id
       where slug = $1 and state = 'confirmed' and approved_at is not null`,
    )
    return row?.n ?? Number.NaN
  }

  /** The page that everybody sees in a browser. */
  const page = async () => (await fetch(`${desks.service.url}/p/${slug}`)).text()

  const room = () => (channel === 'discord' ? desks.room : desks.slackRoom)
  const card = (check: (plain: string) => boolean) =>
    room().newest((one: { plain: string }) => one.plain.includes(`Fair pay ${channel}`) && check(one.plain))

  /** More than one page of signatures; one is a formula, one an organisation that waits. */
  async function addMore(): Promise<void> {
    await rows(`with p as (update petition set last_number = last_number + 27 where slug = $1 returning *)
      insert into signature (id, petition_id, number, kind, name, occupation, organisation, listed, language, channel,
        confirmed_by, statement_hash, approved_at, confirmed_at, details_at)
      select gen_random_uuid(), p.id, p.last_number - 27 + n,
        case when n = 27 then 'organisation' else 'person' end,
        case when n = 26 then '=HYPERLINK("https://evil.example","Look")' else 'Signer ' || n end,
        'illustrator', case when n = 27 then 'Tiny Publishers' end, true, 'en', 'email', 'page', p.statement_hash,
        case when n < 27 then now() end, now() + n * interval '1 millisecond', now()
      from p, generate_series(1, 27) n`)
  }

  beforeAll(async () => {
    dana = await desks.dana(channel)
    danas.set(channel, dana)
  })

  it('starts a petition; a wrong goal is explained, and nothing has to be typed twice', async () => {
    const refused = await dana.fills('create', undefined, {
      title: `Fair pay ${channel}`,
      text: 'No work without pay.',
      organisedBy: 'Guild of Makers',
      goal: 'many',
    })
    expect(refused).toMatchObject({ kind: 'refused' })
    if (refused.kind === 'refused') {
      expect(refused.problem).toContain('The goal must be a whole number, 1 or more.')
      if (isChat) expect(refused.kept).toMatchObject({ text: 'No work without pay.', goal: 'many' })
    }
    const made = answered(await dana.mends({ goal: '5' }))
    expect(said(made)).toContain(`Its name in commands is “${slug}”`)
    await expect.poll(page).toContain('No work without pay.')
  })

  it('has its card posted where there are rooms', async () => {
    const answer = await dana.says('announce', slug)
    if (!isChat) return expect(said(answer)).toContain('a card can only be posted in a channel')
    expect(said(answer)).toContain('will appear here in a moment')
    await card(plain => plain.includes('0 signatures'))
  })

  it('is told the count of the database, by channel, with the pace', async () => {
    const signers: [DeskChannel, string][] = [
      ['discord', 'Ada Lovelace'],
      ['slack', 'Bo Diddley'],
      ['email', 'Chika Ono'],
    ]
    for (const [where, name] of signers)
      await desks
        .somebody(where, `${name.split(' ')[0]?.toLowerCase()}-at-${channel}`)
        .signs(slug, name, 'composer')
    const count = said(await dana.says('count', slug))
    expect(await confirmed()).toBe(3)
    for (const words of ['3 signatures', '0 waiting to confirm', '0 withdrawn', 'today +3', 'last hour 3'])
      expect(count).toContain(words)
    for (const one of ['Discord 1', 'mail 1', 'Slack 1']) expect(count).toContain(one)
    if (isChat) expect(count).toMatch(/From here:\**\s1/)
  })

  it('sees a picture whose words are its numbers, and another period in its place', async () => {
    const first = await dana.says('stats', slug, 'week')
    expect(first.pictures).toHaveLength(1)
    const [picture] = first.pictures
    expect(readPng(picture?.png ?? Buffer.of()).width).toBe(1080)
    for (const words of [
      '3 signatures by',
      '3 in seven days',
      '60% of the goal of 5',
      'Discord 1',
      'confirmed 3',
    ])
      expect(picture?.alt).toContain(words)
    const second = await dana.presses('24 hours')
    expect(second.pictures[0]?.alt).toContain('3 in 24 hours')
    expect(readPng(second.pictures[0]?.png ?? Buffer.of()).width).toBe(1080)
    if (isChat) expect(second.message).toBe(first.message)
  })

  it('reads who signed last, page by page', async () => {
    await addMore()
    const first = await dana.says('recent', slug)
    expect(first.plain).toContain('30 · Tiny Publishers, by Signer 27')
    expect(first.plain).toContain('21 · Signer 18')
    expect(first.plain).not.toContain('Signer 17,')
    expect(first.buttons).toEqual(['Next'])
    const second = await dana.presses('Next')
    expect(second.plain).toContain('20 · Signer 17')
    const third = await dana.presses('Next')
    expect(third.plain).toContain('1 · Ada Lovelace, composer · Discord')
    expect(third.buttons).toEqual(['Back'])
    if (isChat) expect(third.message).toBe(first.message)
  })

  it('finds a name without its accents', async () => {
    const found = said(await dana.says('find', slug, 'LÓVELACE'))
    expect(found).toContain('1 signature found')
    expect(found).toContain('1 · Ada Lovelace, composer')
  })

  it('exports the list, and no formula in it runs', async () => {
    const take = async (format: string) => {
      const answer = await dana.says('export', slug, format)
      if (isChat) return answer.files[0]?.content.toString() ?? ''
      expect(answer.files).toEqual([])
      const file = await pressLink(desks.service.url, answer.links.find(link => link.includes('/x/')) ?? '')
      expect(file.headers.get('content-disposition')).toMatch(new RegExp(`${slug}-.*\\.${format}`))
      return file.text()
    }
    const table = readCsv(await take('csv'))
    expect(table.map(row => Number(row.number))).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
    const counted = table.filter(row => row.state === 'confirmed' && row.approved === 'true')
    expect(counted).toHaveLength(await confirmed())
    // A spreadsheet that splits at commas would make the rest a cell of its own.
    expect(table[28]?.name).toMatch(/^'=HYPERLINK\(/)
    const json: { number: number; name: string }[] = JSON.parse(await take('json'))
    expect(json[28]).toMatchObject({ number: 29, name: '=HYPERLINK("https://evil.example","Look")' })
  })

  it('changes the title, but not the text that people signed', async () => {
    const refused = await dana.fills('edit', slug, { goal: 'lots' })
    expect(refused).toMatchObject({ kind: 'refused' })
    expect(said(answered(await dana.mends({ goal: '40' })))).toContain('Changed: goal.')
    const fixed = await dana.fills('edit', slug, { text: 'Work without pay.' })
    const why = fixed.kind === 'refused' ? fixed.problem : said(fixed.answer)
    expect(why).toContain('the statement cannot be changed')
    await expect.poll(page).toContain('No work without pay.')
    // A modal says it at once if the service has noticed the first signatures; otherwise the answer does, and the modal is closed.
    if (fixed.kind === 'refused') await dana.mends({ text: 'No work without pay.' })
  })

  it('is asked before the petition closes, and opens it again', async () => {
    const asked = await dana.says('close', slug)
    expect(said(asked)).toContain('nothing has been done yet')
    expect(await rows('select status from petition where slug = $1')).toEqual([{ status: 'open' }])
    expect(said(await dana.agrees())).toContain('It is closed.')
    expect(await rows('select status from petition where slug = $1')).toEqual([{ status: 'closed' }])
    await expect.poll(page).toContain('Closed on')
    if (isChat) await card(plain => /closed/i.test(plain))
    await dana.says('open', slug)
    expect(said(await dana.agrees())).toContain('It is open for signatures.')
    expect(await rows('select status from petition where slug = $1')).toEqual([{ status: 'open' }])
  })

  it('hides, features and removes; the page follows, the log shows it, and it can be undone', async () => {
    await dana.says('hide', slug, '5')
    await expect.poll(page).not.toContain('Signer 2<')
    expect(await confirmed()).toBe(29)
    expect(said(await dana.says('feature', slug, '7'))).toContain('please check')
    expect(said(await dana.agrees())).toContain('1 signature shown first')
    expect(
      await rows(
        'select number from signature s join petition p on p.id = petition_id where slug = $1 and featured is not null',
      ),
    ).toEqual([{ number: 7 }])
    const asked = said(await dana.says('remove', slug, '8-10 the same text from one address'))
    expect(asked).toContain('3 signatures will be removed')
    expect(await confirmed()).toBe(29)
    expect(said(await dana.agrees())).toContain('“the same text from one address”')
    expect(await confirmed()).toBe(26)
    await expect.poll(page).not.toContain('Signer 6<')
    const log = said(await dana.says('log', slug))
    expect(log).toContain('3 signatures removed (8–10): “the same text from one address”')
    expect(log).toContain('1 signature featured')
    const entry = /(\d+) · [^·]* · [^·]* · 3 signatures removed/.exec(log)?.[1] ?? ''
    const undone = await dana.says('undo', slug, entry)
    if (said(undone).includes('nothing has been done yet')) await dana.agrees()
    expect(await confirmed()).toBe(29)
    expect(said(await dana.says('log', slug))).toMatch(/3 signatures removed[^·]*\(undone\)/)
  })

  it('sees where an organisation’s email came from before it counts', async () => {
    const waiting = await dana.says('approve', slug)
    expect(said(waiting)).toContain('1 organisation waiting for you')
    expect(said(waiting)).toContain('There is no proof of where it came from.')
    expect(await confirmed()).toBe(29)
    expect(said(await dana.presses('Approve 30'))).toContain('it is now counted and listed')
    expect(await confirmed()).toBe(30)
    await expect.poll(page).toContain('Tiny Publishers')
  })

  it('learns nothing of others as a stranger: the public count for every word', async () => {
    const mallory = desks.somebody(channel, `mallory-at-${channel}`)
    for (const [command, rest] of words) {
      const answer = await mallory.says(command, slug, rest)
      expect(said(answer), command).toContain('30 signatures')
      expect(said(answer), command).not.toMatch(/Signer|Lovelace|dana|withdrawn|mail 2/i)
      expect([...answer.files, ...answer.pictures], command).toEqual([])
    }
    expect(await confirmed()).toBe(30)
  })

  it('shares the desk; a former organiser can no longer export', async () => {
    const eve = desks.somebody(channel, `eve-at-${channel}`)
    expect(said(await eve.says('count', slug))).not.toContain('waiting to confirm')
    expect(said(await dana.adds(eve, slug))).toContain('now organises this petition with you')
    expect(said(await eve.says('count', slug))).toContain('waiting to confirm')
    const link = isChat ? undefined : (await eve.says('export', slug)).links.find(one => one.includes('/x/'))
    const log = said(await dana.says('log', slug))
    const entry = /(\d+) · [^·]* · [^·]* · organiser added/.exec(log)?.[1] ?? ''
    if (said(await dana.says('undo', slug, entry)).includes('nothing has been done yet')) await dana.agrees()
    expect(said(await eve.says('count', slug))).not.toContain('waiting to confirm')
    if (link === undefined) return
    const gone = await press(`${desks.service.url}${new URL(link).pathname}`)
    expect(gone.status).toBe(410)
  })

  it('is told what it may do, and what a wrong word may have meant', async () => {
    const help = said(await dana.says('help'))
    for (const word of ['stats', 'export', 'undo']) expect(help).toContain(word)
    // Discord offers its own list of words, and sends no other.
    if (channel === 'discord')
      expect(said(await dana.says('close', slug, 'someday'))).toContain('I could not read that time')
    else expect(said(await dana.says('sttas', slug))).toContain('Did you mean “stats”?')
    if (!isChat) return
    const stranger = said(await desks.somebody(channel, `oscar-at-${channel}`).says('help'))
    expect(stranger).toContain('count')
    expect(stranger).not.toContain('export')
  })
})

/** News comes to the rooms by itself, so all three wait for it at once. */
describe('the goal', () => {
  const reached =
    (channel: DeskChannel) =>
    ({ plain }: { plain: string }) =>
      plain.includes(`“Fair pay ${channel}” has reached its goal of 30 signatures.`)

  it('is told once in each room with the card, with the picture and the figures of that room; and to no mailbox', async () => {
    await Promise.all(
      channels.map(([, channel]) => danas.get(channel)?.fills('edit', `fair-pay-${channel}`, { goal: '30' })),
    )
    const [inDiscord, inSlack] = await Promise.all([
      desks.room.newest(reached('discord')),
      desks.slackRoom.newest(reached('slack')),
    ])
    for (const message of [inDiscord, inSlack]) expect(message.plain).toContain('30. 1 of them from here.')
    expect(inDiscord.pictures[0]?.alt).toContain('30 signatures by')
    await desks.slackRoom.newest(({ files }) =>
      files.some(({ altText }) => altText?.includes('30 signatures by')),
    )
    expect(desks.room.messages.filter(reached('discord'))).toHaveLength(1)
    expect(desks.slackRoom.messages.filter(reached('slack'))).toHaveLength(1)
    const { rows } = await desks.database.pool.query(
      "select channel, count(*)::int from delivery where kind = 'milestone' group by channel order by channel",
    )
    expect(rows.map(({ channel }) => channel)).toEqual(['discord', 'slack'])
  })
})

describe('the log of all that, each detail of it', () => {
  const personal =
    /lovelace|diddley|signer \d|tiny publishers|dana|mallory|eve-at|example\.org|the same text/i

  it('knows who asked for what by ids and kinds only', async () => {
    const log = desks.service.output()
    expect(log).toContain('"an email was received"')
    expect(log).toContain('"event taken"')
    expect(log.split('\n').filter(line => personal.test(line))).toEqual([])
    // Tokens: of exports, of questions, of confirmations.
    const tokens = [...log.matchAll(/\b[a-z2-7]{32}\b/g)].map(([found]) => found)
    expect(tokens).toEqual([])
    const { rows } = await desks.database.pool.query<{ purpose: string }>(
      'select distinct purpose from token',
    )
    expect(rows.map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(['command', 'export']))
  })

  it('is checked by a search that finds a planted leak', () => {
    for (const leak of ['Ada Lovelace', 'dana-en@example.org', '“The same text from one address”'])
      expect(`{"level":20,"msg":"${leak}"}`).toMatch(personal)
  })
})

/** Every word of the desk that needs more than an account. */
const words: [command: string, rest: string][] = [
  ['count', ''],
  ['stats', 'week'],
  ['recent', ''],
  ['find', 'Ada'],
  ['export', 'csv'],
  ['open', ''],
  ['close', ''],
  ['feature', '1'],
  ['hide', '1'],
  ['show', '5'],
  ['remove', '1 because'],
  ['approve', '30'],
  ['organiser', 'list'],
  ['log', ''],
  ['undo', '1'],
  ['digest', 'daily'],
]
