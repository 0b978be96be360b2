import { describe, expect, test } from 'vitest'
import { plainWords } from '../../../src/core/channel.ts'
import type { ComposedReply } from '../../../src/core/picture.ts'
import { readCommand } from '../../../src/core/reading/commands/read-command.ts'
import { understandAnswer } from '../../../src/core/reading/understand-answer.ts'
import type { ShownAct } from '../../../src/core/texts/desk-args.ts'
import type { PetitionArgs } from '../../../src/core/texts/reply-args.ts'
import { spokenLanguages, textsOf } from '../../../src/core/texts/texts.ts'
import { everyDeskReply } from '../../support/desk-replies.ts'
import { acts, countArgs, noStats, signatureLines, statsArgs } from '../../support/desk-samples.ts'

const petition: PetitionArgs = {
  title: 'Fair training',
  text: 'The unlicensed use of creative works must not be permitted.',
  url: 'https://undersigned.example/p/fair-training',
  address: 'sign+fair-training@undersigned.example',
  organisedBy: 'Guild of Makers',
  listing: 'public',
  contact: 'dana@guild.example',
}
const slug = 'fair-training'
const of = { petition, slug }
const longest = 'x'.repeat(63)
const now = new Date('2026-11-23T09:00:00Z')

type AnyBlock = ComposedReply['blocks'][number]
type Kind<K extends AnyBlock['kind']> = Extract<AnyBlock, { kind: K }>

const blocksOf = (replies: Record<string, ComposedReply[]>): AnyBlock[] =>
  Object.values(replies).flatMap(list => list.flatMap(({ blocks }) => blocks))
const commandsIn = (blocks: AnyBlock[]) => blocks.filter(block => block.kind === 'command-button')
const pictureIn = ({ blocks }: ComposedReply): Kind<'picture'> => {
  const picture = blocks.find(block => block.kind === 'picture')
  if (picture === undefined) throw new Error('no picture')
  return picture
}
const said = ({ subject, blocks }: ComposedReply) => [subject, ...blocks.flatMap(proseOf)].join('\n')

/** Our own words in a block, and the values of a clean sample. */
function proseOf(block: AnyBlock): string[] {
  switch (block.kind) {
    case 'title':
    case 'paragraph':
    case 'quote':
    case 'small':
    case 'progress':
      return [block.text]
    case 'statement':
      return [plainWords(block.paragraphs)]
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, value])
    case 'link':
    case 'button':
    case 'form-button':
    case 'command-button':
      return [block.label]
    case 'image':
      return [block.alt]
    case 'picture':
      return [block.alt, block.picture.subtitle]
    case 'file':
    case 'export':
      return []
  }
}

describe.each(spokenLanguages)('at the desk, in %s', language => {
  const words = textsOf(language).replies
  const usual = everyDeskReply(words, petition, slug)

  test('every command fits on a button, with the longest slug and a name of 60 letters', () => {
    const buttons = commandsIn(blocksOf(everyDeskReply(words, petition, longest)))
    expect(buttons.length).toBeGreaterThan(100)
    expect(buttons.map(({ command }) => command).filter(command => command.length > 90)).toEqual([])
  })

  test('an organiser who looks for a long name is told how to turn the page', () => {
    const args = { lines: signatureLines, total: 40, page: 2, more: true }
    const short = words.foundSignatures({ ...of, ...args, name: 'Ada' })
    expect(commandsIn(short.blocks).map(({ command }) => command)).toEqual([
      'find fair-training Ada page 1',
      'find fair-training Ada page 3',
    ])
    const long = words.foundSignatures({ petition, ...args, slug: longest, name: 'x'.repeat(60) })
    expect(commandsIn(long.blocks)).toEqual([])
    expect(said(long)).toContain('page 1')
    expect(said(long)).toContain('page 3')
  })

  test('every button carries a command that a person could have typed, and we understand it', () => {
    const slugs = new Set([slug, `${slug}-2`])
    for (const { command } of commandsIn(blocksOf(usual))) {
      expect(command).toMatch(/^[a-z]+( [^\s\p{C}]+)*$/u)
      expect(readCommand(command, slugs, now).kind, command).not.toBe('unknown')
    }
    // Only the bare names of commands, offered after a slip, may still lack something.
    const { unknownCommand: _, ...others } = usual
    for (const { command } of commandsIn(blocksOf(others)))
      expect(readCommand(command, slugs, now).kind, command).toBe('command')
  })

  test('control characters that somebody typed do not come back on a button', () => {
    const { blocks } = words.whichPetitionFor({
      words: ' find\u0000\u202e  Ada\nLovelace',
      petitions: [{ title: 'x', slug }],
    })
    expect(commandsIn(blocks).map(({ command }) => command)).toEqual(['find fair-training Ada Lovelace'])
  })

  test('if a command is too long for buttons, the petitions are named to choose from', () => {
    const petitions = [
      { title: 'Fair training', slug },
      { title: 'Fair streaming', slug: 'fair-streaming' },
    ]
    const reply = words.whichPetitionFor({ words: `remove 12 ${'x'.repeat(100)}`, petitions })
    expect(commandsIn(reply.blocks)).toEqual([])
    expect(reply.blocks).toContainEqual({
      kind: 'facts',
      facts: petitions.map(({ title, slug }) => ({ label: slug, value: title })),
    })
  })

  test('our own labels fit a button of Slack, and the id of a form one of Discord', () => {
    for (const block of blocksOf(usual)) {
      if (block.kind === 'command-button' || block.kind === 'form-button' || block.kind === 'button')
        expect(block.label.length, block.label).toBeLessThanOrEqual(75)
      if (block.kind === 'form-button') expect(block.form.length).toBeLessThanOrEqual(100)
      // Discord: the description of an attachment.
      if (block.kind === 'picture') expect(block.alt.length).toBeLessThanOrEqual(1024)
    }
  })

  test('the picture has the numbers that were counted', () => {
    const args = statsArgs(petition, slug, 'week')
    const { picture } = pictureIn(words.deskStats(args))
    // English dates, as in the words around them.
    expect(picture.language).toBe(language === 'en' ? 'en-GB' : 'fr-FR')
    expect(picture.title).toBe(petition.title)
    expect(picture.overTime.unit).toBe(args.unit)
    expect(picture.overTime.series.map(({ points }) => points)).toEqual(
      args.overTime.map(({ points }) => points),
    )
    const { funnel } = args
    expect(picture.funnel.steps.map(({ count }) => count)).toEqual([
      funnel.asked,
      funnel.answered,
      funnel.fetchedByPeople,
      funnel.confirmed,
      funnel.withdrawn,
    ])
    expect(picture.funnel.steps[2]?.note).toContain(String(funnel.fetchedByScanners))
    expect(picture.goal).toMatchObject({ count: 4216, target: 5000 })
    expect(picture.bars.map(({ rows }) => rows)).toEqual([
      args.occupations.rows,
      args.organisations.rows,
      args.communities.rows,
    ])
    expect(picture.bars.map(({ more }) => more?.match(/\d+/)?.[0])).toEqual(['41', '1', undefined])
    for (const reply of [
      words.digest({ every: 'weekly', gained: 1, count: countArgs(petition, slug, 1), stats: args }),
      words.milestone({ ...of, number: 5000, goal: true, stats: args }),
    ])
      expect(pictureIn(reply)).toEqual(pictureIn(words.deskStats(args)))
  })

  test('the words beside the picture hold its numbers', () => {
    const args = statsArgs(petition, slug, 'week')
    const reply = words.deskStats(args)
    const { alt } = pictureIn(reply)
    const { locale } = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fr-FR').resolvedOptions()
    const shown = (n: number) => new Intl.NumberFormat(locale).format(n)
    const perChannel = args.overTime.map(({ points }) => points.reduce((sum, { count }) => sum + count, 0))
    expect(perChannel).toEqual([585, 540, 106])
    // Given as a share: 71 %.
    const { askedAndConfirmed, ...steps } = args.funnel
    expect(Math.round((100 * askedAndConfirmed) / steps.asked)).toBe(71)
    for (const n of [args.signatures, args.confirmed, ...perChannel, ...Object.values(steps)])
      expect(alt).toContain(shown(n))
    expect(alt).toMatch(/71\D?%/)
    expect(alt).toMatch(/84\D?%/)
    expect(alt).toContain(shown(5000))
    const { rows } = args.occupations
    for (const { label, count } of rows) expect(said(reply)).toContain(`${label} ${shown(count)}`)
    // Before the first signature there is nothing to divide by.
    expect(pictureIn(words.deskStats(noStats(petition, slug))).alt).not.toContain('%')
  })

  test('“yes”, as we ask for it in an email, is understood', () => {
    const asked = [
      ...acts.map(act => words.askFirst({ ...of, act, id: 'abc', confirmUrl: petition.url })),
      words.askSender({ words: 'count', confirmUrl: petition.url }),
    ]
    for (const reply of asked) {
      const prose = reply.blocks.filter(block => block.kind === 'paragraph').map(({ text }) => text)
      const yes = /(?:“|«\u00a0)(yes|oui)(?:”|\u00a0»)/.exec(prose.join('\n'))?.[1] ?? 'not asked for'
      expect(understandAnswer({ subject: `Re: ${reply.subject}`, text: yes }).kind, reply.subject).toBe(
        'confirms',
      )
    }
  })

  test('a signer whose signature was removed is told whom to ask', () => {
    const { contact: _, ...withoutContact } = petition
    expect(said(words.takenOff({ petition }))).toContain('dana@guild.example')
    expect(said(words.takenOff({ petition: withoutContact }))).toContain('Guild of Makers')
  })
})

describe('one and many', () => {
  const en = textsOf('en').replies
  const fr = textsOf('fr').replies
  const many =
    (kind: 'hide' | 'feature') =>
    (count: number): ShownAct => ({ kind, count, sample: [], without: 0 })
  const hide = many('hide')
  const feature = many('feature')

  test('one signature is not shown in an order', () => {
    expect(said(en.deskDone({ ...of, act: feature(1) }))).toContain('1 signature shown first.')
    expect(said(en.deskDone({ ...of, act: feature(2) }))).toContain(
      '2 signatures shown first, in the order you gave.',
    )
    expect(said(en.askFirst({ ...of, act: feature(1), id: 'a' }))).not.toContain('order')
    expect(said(fr.deskDone({ ...of, act: feature(1) }))).toContain('1\u00a0signature mise en avant.')
    expect(said(fr.deskDone({ ...of, act: feature(2) }))).toContain(
      '2\u00a0signatures mises en avant, dans l’ordre indiqué.',
    )
  })

  test('one signature still counts, and two still count', () => {
    expect(said(en.deskDone({ ...of, act: hide(1) }))).toContain('1 signature hidden. It still counts.')
    expect(said(en.deskDone({ ...of, act: hide(2) }))).toContain('2 signatures hidden. They still count.')
    expect(said(fr.deskDone({ ...of, act: hide(1) }))).toContain(
      '1\u00a0signature masquée. Elle compte toujours.',
    )
    expect(said(fr.deskDone({ ...of, act: hide(2) }))).toContain(
      '2\u00a0signatures masquées. Elles comptent toujours.',
    )
  })

  test.each([
    [212, '+212', 'gained 212 signatures', 'a gagné 212\u00a0signatures'],
    [1, '+1', 'gained 1 signature in', 'a gagné 1\u00a0signature en'],
    [0, '+0', 'gained no signatures', 'n’a pas gagné de signature'],
    [-3, '\u22123', 'lost 3 signatures', 'a perdu 3\u00a0signatures'],
  ])('a digest of %i says %s', (gained, change, english, french) => {
    const args = {
      every: 'daily',
      gained,
      count: countArgs(petition, slug, 9),
      stats: statsArgs(petition, slug, 'day'),
    } as const
    expect(en.digest(args).subject).toBe(`Fair training: ${change} in a day`)
    expect(said(en.digest(args))).toContain(english)
    expect(fr.digest(args).subject).toBe(`Fair training\u00a0: ${change} en un jour`)
    expect(said(fr.digest(args))).toContain(french)
  })

  test('a room hears of its own share only if there is one', () => {
    const at = (here?: number) =>
      en.milestone({ ...of, number: 5000, goal: false, ...(here === undefined ? {} : { here }) }).blocks[0]
    expect(at(412)).toEqual({ kind: 'title', text: '5,000. 412 of them from here.' })
    expect(at(0)).toEqual({ kind: 'title', text: '5,000.' })
    expect(at()).toEqual({ kind: 'title', text: '5,000.' })
  })
})

describe('the French of the desk', () => {
  const replies = everyDeskReply(textsOf('fr').replies, petition, slug)
  /** Without quotations, words in brackets and names of commands, which are the same in every language. */
  const prose = (reply: ComposedReply) =>
    said(reply)
      .replaceAll(/«[^»]*»/g, '')
      .replaceAll(petition.title, '')
      .replaceAll(/\bday \(jour\)|\b(list|edit|all) \(/g, '')

  test('has no English left in it', () => {
    const { formByMail: _, commandProblem, ...others } = replies
    const english = /\b(the|and|of|you|your|is|are|was|with|this|it|by|from|in|signed|nobody|nothing)\b/i
    for (const reply of [...Object.values(others).flat(), ...commandProblem])
      expect(prose(reply).match(english)?.[0], prose(reply)).toBeUndefined()
    expect(english.test(said(textsOf('en').replies.actIsGone({})))).toBe(true)
  })

  test('sets its spaces in facts, lists and pictures, too', () => {
    const { formByMail: _, ...others } = replies
    const faults =
      /(?<!\u202f)[;?!]|(?<!\u00a0)[:»]|«(?!\u00a0)|['"“”]|\d (?=\d|%|heures?\b|signatures?\b|organisations?\b)/
    for (const reply of Object.values(others).flat()) {
      // Typed words are no sentence: an example of a command, a time in it.
      const text = said(reply).replaceAll(
        /\d\d:\d\d|\b(feature|hide|show|remove) fair-training.*|\b12 15(-20)?|\b(domain|community|channel|since|until|name|evidence):[\w.-]*|\breason:|\(domain:[^)]*\)/g,
        '',
      )
      expect(text.match(faults)?.[0], text).toBeUndefined()
    }
  })

  test('writes the hour and the first of a month as French does', () => {
    const next = '2026-12-01T18:05:00Z'
    expect(said(textsOf('fr').replies.digestSet({ ...of, every: 'weekly', next }))).toContain(
      '1er décembre 2026 à 18\u00a0h\u00a005\u00a0UTC',
    )
    expect(said(textsOf('en').replies.digestSet({ ...of, every: 'weekly', next }))).toContain(
      '1 December 2026 at 18:05 UTC',
    )
  })
})
