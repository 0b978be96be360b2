import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { layOut as forDiscord } from '../../src/adapters/discord/layout.ts'
import { layOut as forSlack, homeOf, windowOf } from '../../src/adapters/slack/layout.ts'
import type { Language, Reply } from '../../src/core/channel.ts'
import { commandNames } from '../../src/core/commands.ts'
import type { ComposedReply } from '../../src/core/picture.ts'
import type { SignatureLine } from '../../src/core/texts/desk-args.ts'
import type { PetitionArgs } from '../../src/core/texts/reply-args.ts'
import { spokenLanguages, textsOf } from '../../src/core/texts/texts.ts'
import { everyDeskReply } from '../support/desk-replies.ts'
import { type BlockKit, loadBlockKit } from '../support/slack/block-kit-schema.ts'
import { judgeAnswer, judgeCall } from '../support/slack/judge.ts'
import { judged } from './discord/judged.ts'

/** Text that people may paste, as long as a field of a petition gets. */
const pasted = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength }),
    fc
      .constantFrom(
        'x',
        '*',
        '@everyone ',
        '<!channel>',
        '# ',
        '\u05d0\u202e',
        '👩‍👩‍👧‍👦',
        'e\u0301',
        '\u200b',
        '- \n',
        'https://a.example ',
      )
      .map(piece => [...piece.repeat(maxLength)].slice(0, maxLength).join('')),
  )

const url = 'https://undersigned.example/p/x'
const at = '2026-11-23T14:00:00Z'
const slug = 's'.repeat(63)

interface Extreme {
  title: string
  text: string
  name: string
  occupation: string
  organisation: string
  reason: string
}

const extreme: fc.Arbitrary<Extreme> = fc.record({
  title: pasted(150),
  text: pasted(5000),
  name: pasted(100),
  occupation: pasted(100),
  organisation: pasted(150),
  reason: pasted(500),
})

function petitionOf({ title, text }: Extreme): PetitionArgs {
  return {
    title,
    text,
    url,
    address: 'sign+x@undersigned.example',
    organisedBy: title,
    listing: 'public',
    contact: title,
  }
}

/** The replies of `everyDeskReply`, as long as they get. */
function longest(language: Language, given: Extreme): ComposedReply[] {
  const words = textsOf(language).replies
  const petition = petitionOf(given)
  const of = { petition, slug }
  const line = (number: number): SignatureLine => ({
    number,
    kind: 'organisation',
    name: given.name,
    occupation: given.occupation,
    organisation: given.organisation,
    signedAt: at,
    channel: 'discord',
    marks: ['waiting', 'hidden', 'featured', 'counted-only'],
  })
  const lines = Array.from({ length: 10 }, (_, n) => line(2_000_000_000 + n))
  const organises = Array.from({ length: 30 }, () => ({ title: given.title, slug }))
  const remove = {
    kind: 'remove',
    count: 1_000_000,
    sample: lines.slice(0, 5),
    without: 99_999,
    reason: given.reason,
  } as const
  return [
    words.recentSignatures({ ...of, lines, page: 3, more: true }),
    words.foundSignatures({
      ...of,
      name: given.name.slice(0, 60),
      lines,
      total: 1_000_000,
      page: 3,
      more: true,
    }),
    words.waitingOrganisations({ ...of, lines: lines.slice(0, 8), more: 57 }),
    words.organisers({
      ...of,
      organisers: Array.from({ length: 60 }, () => ({
        name: given.name,
        channel: 'slack',
        addedAt: at,
        you: true,
      })),
    }),
    words.deskLog({
      ...of,
      page: 2,
      more: true,
      lines: lines.map(({ number }) => ({
        number,
        at,
        who: given.name,
        act: remove,
        undone: true,
        undoable: true,
      })),
    }),
    words.deskHelp({ commands: [...commandNames], organises, slash: true }),
    words.askFirst({ ...of, act: remove, id: '0199c0de-0000-7000-8000-000000000000' }),
    words.deskDone({ ...of, act: remove, entry: 2_147_483_647 }),
    ...['count', `find ${given.name}`].map(said =>
      words.whichPetitionFor({
        asked: given.name.slice(0, 60),
        words: said,
        petitions: organises
          .slice(0, 25)
          .map(({ title }, n) => ({ title, slug: `${slug.slice(0, 60)}-${n}` })),
        more: 57,
      }),
    ),
    words.unknownCommand({
      word: given.name.slice(0, 40),
      meant: 'mysignatures',
      rest: given.text.slice(0, 2000),
      slash: true,
    }),
    words.formProblem({ problems: Array.from({ length: 11 }, () => given.title), form: `rules:${slug}` }),
    words.card({ petition, slug, signatures: 1_234_567, goal: 2_147_483_647, closed: false }),
    words.petitionCreated({ ...of, shown: 'nowhere' }),
    words.publicCount({ petition, signatures: 1_234_567, people: 1_234_567, organisations: 0 }),
  ]
}

function finished({ blocks, ...reply }: ComposedReply): Reply {
  return {
    ...reply,
    blocks: blocks.map(block => {
      if (block.kind === 'picture')
        return { kind: 'image', name: block.name, alt: block.alt, png: Buffer.from('a picture') }
      if (block.kind === 'export')
        return { kind: 'file', name: block.name, mediaType: 'text/csv', content: Buffer.from('a file') }
      return block
    }),
  }
}

/** Everything that a platform, or the house, would refuse. */
function refusals(kit: BlockKit, reply: Reply): string[] {
  const discord = (['answer', 'card'] as const).flatMap(shape => {
    return judged(forDiscord(reply, shape), shape)
  })
  const quietly = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false }
  const slack = [
    ...judgeAnswer(kit, {
      ...forSlack(reply, { place: 'p'.repeat(22), told: true }),
      response_type: 'ephemeral',
    }),
    ...judgeCall(kit, 'chat.postMessage', { channel: 'C1', ...forSlack(reply), ...quietly }),
    ...judgeCall(kit, 'views.open', { trigger_id: 't', view: windowOf(reply, 'Window', 'm') }),
    ...judgeCall(kit, 'views.publish', { user_id: 'U1', view: homeOf(reply) }),
  ]
  return [...discord, ...slack].map(finding => `${reply.subject}: ${finding}`)
}

function discordText(reply: Reply): string {
  return JSON.stringify(forDiscord(reply, 'answer').body.components)
}

describe.each(spokenLanguages)('every reply of the desk, as long as it gets, in %s', language => {
  let kit: BlockKit
  beforeAll(async () => {
    kit = await loadBlockKit()
  })

  it('is refused by no platform, whatever people paste', () => {
    fc.assert(
      fc.property(extreme, given => {
        for (const reply of longest(language, given).map(finished)) expect(refusals(kit, reply)).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  it('nor in any of its shapes', () => {
    const x: Extreme = {
      title: '*'.repeat(150),
      text: '# @everyone <!channel>\n'.repeat(200),
      name: '',
      occupation: '',
      organisation: '',
      reason: '',
    }
    const replies = Object.values(everyDeskReply(textsOf(language).replies, petitionOf(x), slug)).flat()
    expect(replies.map(finished).flatMap(reply => refusals(kit, reply))).toEqual([])
  })

  it('loses no line: all ten signatures and entries of a page are there, and what is left out is counted', () => {
    const stars: Extreme = {
      title: '*'.repeat(150),
      text: 'x',
      name: '*'.repeat(100),
      occupation: '_'.repeat(100),
      organisation: '|'.repeat(150),
      reason: '#'.repeat(500),
    }
    const [recent, found, , organisers, log, help] = longest(language, stars).map(finished)
    for (const reply of [recent, found, log]) expect(reply && discordText(reply)).toContain('2000000009')
    expect(organisers && discordText(organisers)).toMatch(/… (and|et) 40/)
    expect(help && discordText(help)).toMatch(/… (and|et) 25/)
    expect(help && discordText(help)).toContain('/petition digest')
  })
})
