import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { countArgs as countedArgs } from '../../../src/core/desk/commands/count.ts'
import { readStatistics, readStatisticsNow, toldApart } from '../../../src/core/desk/commands/stats.ts'
import { accountHash } from '../../../src/core/identity.ts'
import type { PetitionArgs } from '../../../src/core/texts/reply-args.ts'
import { textsOf } from '../../../src/core/texts/texts.ts'
import type { Service } from '../../../src/core/work.ts'
import { addOrganiser } from '../../../src/db/organisers.ts'
import { petitionBySlug } from '../../../src/db/petitions.ts'
import { svgOf } from '../../../src/pictures/svg-of.ts'
import { addSignatures } from '../../db/desk-rows.ts'
import { svgTexts } from '../../pictures/svg-texts.ts'
import { countArgs, statsArgs } from '../../support/desk-samples.ts'
import { chatter, type TestCore, testCore, wordsOf, writer } from '../../support/people.ts'

let test: TestCore
beforeAll(async () => {
  test = await testCore()
})
afterAll(() => test.close())

async function statistics(slug: string) {
  const petition = await petitionBySlug(test.service.db, slug)
  if (petition === undefined) throw new Error('no petition')
  return { id: petition.id, stats: await readStatisticsNow(test.service, petition, 'all') }
}

it('the figures are read once a minute for each petition and period, and again after a failure', async () => {
  await test.petition({ slug: 'kept' })
  const petition = await petitionBySlug(test.service.db, 'kept')
  if (petition === undefined) throw new Error('no petition')
  const service = { ...test.service }
  const read = (period: 'all' | 'week') => readStatistics(service, petition, period)
  const first = await read('all')
  expect(await read('all')).toBe(first)
  expect((await read('week')).period).toBe('week')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
  try {
    expect(await read('all')).not.toBe(first)
  } finally {
    vi.useRealTimers()
  }
  let isAway = true
  const ailing = {
    ...test.service,
    get reads() {
      if (isAway) throw new Error('away')
      return test.service.reads
    },
  }
  await expect(readStatistics(ailing, petition, 'all')).rejects.toThrow('away')
  isAway = false
  expect((await readStatistics(ailing, petition, 'all')).period).toBe('all')
})

describe('communities with one name', () => {
  const of = (channel: 'discord' | 'slack', id: string, name: string) => ({
    channel,
    id,
    name,
    signatures: 1,
  })
  const names = (communities: Parameters<typeof toldApart>[0]) =>
    toldApart(communities).map(({ name }) => name)

  it('are told apart by their chat, and within a chat by their id', () => {
    expect(names([of('discord', '11', 'Makers'), of('slack', 'T1', 'Writers')])).toEqual([
      'Makers',
      'Writers',
    ])
    expect(names([of('discord', '11', 'Makers'), of('slack', 'T1', 'makers')])).toEqual([
      'Discord: Makers',
      'Slack: makers',
    ])
    expect(
      names([
        of('discord', '910011', 'Makers'),
        of('discord', '910022', 'Makers'),
        of('slack', 'T1', 'Makers'),
      ]),
    ).toEqual(['Discord …0011: Makers', 'Discord …0022: Makers', 'Slack: Makers'])
  })

  it('are told apart in the picture and in the words beside it', async () => {
    await test.petition({ slug: 'twins' })
    const { id } = await statistics('twins')
    await test.service.db
      .insertInto('community')
      .values([
        { channel: 'discord', tenant: '11', name: 'Makers' },
        { channel: 'slack', tenant: 'T1', name: 'Makers' },
      ])
      .execute()
    await addSignatures(test.service.db, id, [
      { channel: 'discord', community: '11' },
      { channel: 'discord', community: '11' },
      { channel: 'slack', community: 'T1' },
    ])
    const { stats } = await statistics('twins')
    const composed = textsOf('en').replies.deskStats(stats)
    const picture = composed.blocks.find(block => block.kind === 'picture')
    if (picture === undefined) throw new Error('no picture')
    const drawn = svgTexts(svgOf(picture.picture))
    const line = drawn.find(({ text }) => text === 'Slack: Makers')
    expect(drawn.filter(({ y }) => y === line?.y).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Slack: Makers', '1']),
    )
    expect(JSON.stringify(composed.blocks)).toContain('Discord: Makers 2 · Slack: Makers 1')
  })
})

describe('a channel that is not set up', () => {
  async function listed(slug: string, channels: Service['channels']) {
    const petition = await petitionBySlug(test.service.db, slug)
    if (petition === undefined) throw new Error('no petition')
    const service = { ...test.service, channels }
    const stats = await readStatisticsNow(service, petition, 'all')
    const count = await countedArgs(service, test.service.db, petition, undefined)
    const { deskStats, deskCount } = textsOf('en').replies
    const [picture] = deskStats(stats).blocks.filter(block => block.kind === 'picture')
    return {
      drawn: picture === undefined ? [] : svgTexts(svgOf(picture.picture)).map(({ text }) => text),
      alt: picture?.alt ?? '',
      count: wordsOf(deskCount(count)),
    }
  }

  it('is listed nowhere', async () => {
    await test.petition({ slug: 'by-slack' })
    const { id } = await statistics('by-slack')
    await addSignatures(test.service.db, id, [{ channel: 'slack' }])
    const { drawn, alt, count } = await listed('by-slack', ['slack'])
    expect(drawn).toContain('Slack')
    expect(drawn).not.toContain('Discord')
    expect(alt).toContain('By channel: Slack 1.')
    expect(count).toContain('Slack 1')
    expect(count).not.toContain('Discord')
  })

  it('is listed all the same if it was set up once and has brought signatures', async () => {
    const { drawn, alt, count } = await listed('by-slack', ['discord'])
    expect(drawn).toEqual(expect.arrayContaining(['Discord', 'Slack']))
    expect(alt).toContain('By channel: Discord 0 · Slack 1.')
    expect(count).toContain('Discord 0 · Slack 1')
  })
})

describe('the numbers', () => {
  it('follow a request from asking to signing', async () => {
    await test.petition({ slug: 'way' })
    const funnel = async () => (await statistics('way')).stats.funnel
    const ada = writer('ada@example.org')
    await test.core.receive(
      ada({
        kind: 'message',
        slug: 'way',
        subject: '',
        text: 'Ada Lovelace, composer',
        answersDeliveries: [],
      }),
    )
    expect(await funnel()).toMatchObject({ asked: 1, answered: 0, askedAndConfirmed: 0 })
    await test.flush()
    expect(await funnel()).toMatchObject({ asked: 1, answered: 1, askedAndConfirmed: 0 })
    const { answerTo } = test.sent.at(-1)?.delivery ?? {}
    if (answerTo?.kind !== 'confirm') throw new Error('no confirm link')
    await test.core.confirm(answerTo.token)
    await test.flush()
    expect(await funnel()).toMatchObject({ asked: 1, answered: 1, askedAndConfirmed: 1, confirmed: 1 })
  })

  it('include a signature confirmed this very moment, by the database’s clock and not by ours', async () => {
    await test.petition({ slug: 'moment' })
    const { id } = await statistics('moment')
    const { now } = Date
    Date.now = () => now() - 3_600_000
    try {
      await addSignatures(test.service.db, id, [{ confirmedAt: new Date(now()) }])
      const { stats } = await statistics('moment')
      expect(stats).toMatchObject({ signatures: 1, confirmed: 1 })
    } finally {
      Date.now = now
    }
  })

  const petition = { title: 'Fair training', url: 'https://sign.example/p/fair' } as PetitionArgs
  const numbersIn = (words: string) => words.match(/\d+/g) ?? []

  it.each(['en', 'fr'] as const)('of a count and of statistics are said once (%s)', language => {
    const { deskCount, deskStats } = textsOf(language).replies
    const counts = {
      ...countArgs(petition, 'fair', 0),
      ...{
        signatures: 901,
        people: 882,
        organisations: 19,
        byChannel: { discord: 503, slack: 101, email: 297 },
      },
      ...{ waiting: 38, waitingForApproval: 4, withdrawn: 3, removed: 5, refused: 6, today: 212, here: 411 },
      ...{ last24h: 230, lastHour: 12, fastestHourToday: { at: '2026-11-23T14:00:00Z', count: 61 } },
    }
    const said = numbersIn(wordsOf(deskCount(counts))).filter(n => n !== '00')
    expect(said.toSorted()).toEqual([...new Set(said)].toSorted())
    const given = [901, 882, 19, 503, 101, 297, 38, 4, 3, 5, 6, 212, 411, 230, 12, 61]
    for (const n of given) expect(said).toContain(String(n))

    const { subject, blocks } = deskStats(statsArgs(petition, 'fair', 'month'))
    const words = [
      subject,
      ...blocks.map(block => {
        if (block.kind === 'picture') return block.alt
        return block.kind === 'facts' ? JSON.stringify(block.facts) : 'text' in block ? block.text : ''
      }),
    ].join('\n')
    // The period's signatures are a step as well.
    for (const n of ['216', '585', '540', '106', '734', '729', '502', '377', '46', '207', '88', '412'])
      expect(words.match(new RegExp(`(?<!\\d)${n}(?!\\d)`, 'g'))).toEqual([n])
  })
})

it('an answer goes out in words if its picture cannot be drawn', async () => {
  await test.petition({ slug: 'words' })
  const ada = chatter('discord', 'ada')
  const { id } = await statistics('words')
  await addOrganiser(test.service.db, id, { account: accountHash(test.service.keys, 'discord', 'ada') })
  const { draw } = test.service
  test.service.draw = () => Promise.reject(new Error('the worker ended'))
  const [told] = await test.take(ada({ kind: 'command', command: { words: 'stats words' } }))
  test.service.draw = draw
  expect(told?.blocks.filter(({ kind }) => kind === 'image')).toEqual([])
  expect(wordsOf(told)).toContain('0 signatures by')
  expect(wordsOf(told)).toContain('From request to signature')
})
