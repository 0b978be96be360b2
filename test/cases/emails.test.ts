import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type RunningService, type SentMail, startService } from '../support/service.ts'
import { caseFile, cases, type EmailCase, emailCases, otherCases } from './collection.ts'
import { filled, type Outcome, outcomeOf, publishedBy } from './sending.ts'

/** Not right yet, and why. A case leaves this list once it is right: until then a test asks that it is still wrong. */
const notYet: Record<string, string> = {}

type Seen = Outcome & { laterAnswered: boolean | undefined }

const says = (seen: Seen, pattern: RegExp) => pattern.test(seen.answer?.text ?? '')
const names =
  (...words: string[]) =>
  ({ published }: Seen) =>
    words.every(word => published?.includes(word) === true)
const asksWhoSigns = (seen: Seen) =>
  says(seen, /mailbox (?:can )?signs? once|only (?:for )?yourself|who signs/i)

/** For the cases whose `right` is a sentence for people. */
const judges: Record<string, (seen: Seen) => boolean> = {
  'g01-several-list-of-colleagues': seen =>
    seen.answer !== undefined &&
    !/Jane|Tom|Ann/.test(seen.published ?? '') &&
    (seen.published === undefined || seen.published.startsWith('Mira')),
  'l11-organisation-lost-add-to-list': seen => names('Tiny Press')(seen) || asksWhoSigns(seen),
  'l12-organisation-lost-would-be-added': seen => names('Tiny Press Ltd')(seen) || asksWhoSigns(seen),
  'l13-organisation-lost-fr': seen => names('Les Petits Éditeurs')(seen) || asksWhoSigns(seen),
  'o03-correction': names('Mira Okafór', 'illustrator'),
  'o05-correction': names('Mira Okafór'),
  'o07-correction': names('Mira Adaeze Okafor'),
}

/** The faults of an outcome, a line each. */
function faultsIn(name: string, { expect: right }: EmailCase, seen: Seen): string[] {
  const published = seen.published ?? null
  const wanted = right.published === undefined ? undefined : [right.published].flat()
  const signed = seen.signed > 0
  const found: [boolean, string][] = [
    [right.signed !== undefined && right.signed !== signed, `signed: ${signed}`],
    [right.still_signed !== undefined && right.still_signed !== seen.signed >= 0, `count ${seen.signed}`],
    [wanted !== undefined && !wanted.includes(published), `published: ${published}`],
    [
      right.published_without?.some(word => published?.includes(word)) === true,
      `published, although it must not be: ${published}`,
    ],
    [
      right.answered !== undefined && right.answered !== (seen.answer !== undefined),
      `answer: ${seen.answer?.subject ?? 'none'}`,
    ],
    [
      right.then_answered !== undefined && right.then_answered !== seen.laterAnswered,
      `a later email answered: ${seen.laterAnswered}`,
    ],
    [
      right.read === true && judges[name]?.(seen) !== true,
      `published: ${published}; answer: ${seen.answer?.subject ?? 'none'}`,
    ],
  ]
  return found.filter(([isWrong]) => isWrong).map(([, words]) => words)
}

describe.skipIf(!existsSync(cases))('the collected cases (skipped where ../shared/cases is absent)', () => {
  let database: TestDatabase
  let service: RunningService
  let people = 0

  beforeAll(async () => {
    database = await testDatabase()
    service = await startService({ inOneDialogue: true, databaseUrl: database.url })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  async function sends(file: string, from: string, question: SentMail | undefined, envelope = from) {
    people += 1
    const to = question?.replyTo ?? 'sign+demo@localhost'
    const { text = '', subject = '', messageId = '' } = question ?? {}
    const lines = text.split('\n')
    const quoted = lines.map(line => `> ${line}`).join('\n')
    const raw = filled(caseFile(file), {
      '{{FROM}}': from,
      '{{TO}}': to,
      '{{SUBJECT}}': subject,
      '{{MESSAGE_ID}}': messageId,
      '{{TEXT}}': text,
      '{{QUOTE}}': quoted,
      '{{HTML}}': lines.map(line => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')).join('<br>'),
      '{{NOW}}': `${people}`,
      '{{EDITED}}': quoted.replace('Mira Okafor, illustrator', 'Mira Okafór, author'),
      '{{MIDDLE}}': text.replace('To confirm,', 'NO! I do not want that.\n\nTo confirm,'),
    })
    return outcomeOf(service, { from: envelope, to, raw })
  }

  async function plays(one: EmailCase): Promise<Seen> {
    people += 1
    const from = `mira${people}@artists.example`
    let question: SentMail | undefined
    if (one.before.includes('sign')) question = (await sends(one.sign ?? '_sign.eml', from, undefined)).answer
    if (one.before.includes('confirm')) question = (await sends('_confirm.eml', from, question)).answer
    const seen = await sends(one.eml, from, one.newmail === true ? undefined : question, one.envelope_from)
    const later = one.later === undefined ? undefined : await sends(one.later, from, undefined)
    return { ...seen, laterAnswered: later && later.answer !== undefined }
  }

  it.each([...emailCases])('%s', async (name, one) => {
    const faults = faultsIn(name, one, await plays(one))
    if (notYet[name] === undefined) expect(faults).toEqual([])
    else expect(faults, `${name} is right: take it out of notYet`).not.toEqual([])
  })

  it('are 113 with those that are no emails, and every one that is for people to judge has a judge', () => {
    expect(emailCases.size + otherCases.size).toBe(113)
    const read = [...emailCases].filter(([, one]) => one.expect.read === true).map(([name]) => name)
    expect(Object.keys(judges).sort()).toEqual(read)
    expect(Object.keys(notYet).filter(name => !emailCases.has(name))).toEqual([])
  })

  it('find a fault in an outcome that is wrong in each way', () => {
    const one = { eml: '', before: [] }
    const answer: SentMail | undefined = undefined
    const seen: Seen = {
      smtp: { code: 250, text: '' },
      answer,
      published: 'Mira, 1 Elm Street',
      signed: -1,
      laterAnswered: false,
    }
    const rights: EmailCase['expect'][] = [
      { signed: true },
      { still_signed: true },
      { published: 'Mira' },
      { published: [null, 'Mira'] },
      { published_without: ['Elm'] },
      { answered: true },
      { then_answered: true },
      { read: true },
    ]
    expect(rights.map(right => faultsIn('z', { ...one, expect: right }, seen).length)).toEqual(
      rights.map(() => 1),
    )
    expect(faultsIn('z', { ...one, expect: { signed: false, answered: false } }, seen)).toEqual([])
    expect(publishedBy('This will be published:\n\n    Mira,\n    illustrator\n\nBye')).toBe(
      'Mira, illustrator',
    )
  })
})
