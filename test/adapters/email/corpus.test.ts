import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openMailParser } from '../../../src/adapters/email/read/parse-mail.ts'
import { type ParsedMail, UnreadableMail } from '../../../src/adapters/email/read/parsed-mail.ts'

const SHARED = new URL('../../../../shared/mail/', import.meta.url)
const OWN = 'sign@petitions.example'

const Labels = z.object({
  files: z.record(z.string(), z.object({ class: z.string(), reply: z.string(), undeliverable: z.string() })),
})
const Made = z.object({
  files: z.record(
    z.string(),
    z.object({ category: z.string(), must: z.array(z.string()), max_replies: z.number().optional() }),
  ),
})
const Replies = z.record(
  z.string(),
  z.object({ reply: z.string().optional(), reply_starts_with: z.string().optional() }),
)

const MACHINES = [
  'bounce',
  'bounce_hard',
  'bounce_soft',
  'bounce_mixed',
  'bounce_delayed',
  'dsn_success',
  'auto_reply',
  'challenge_response',
  'complaint_report',
  'read_receipt',
  'dmarc_or_tls_report',
  'list_mail',
]
const PEOPLE = ['human_reply', 'ordinary', 'forwarded']

interface Outcome {
  mail?: ParsedMail
  refused?: string
  ms: number
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, SHARED), 'utf8'))
}

// The floors are a little below what we measured on the open part (see the printed table). Nobody sees the held-out part, so a rule
// that fits a single file is useless.
describe.skipIf(!existsSync(SHARED))(
  'the collected mail in ../shared/mail (skipped where that folder is absent)',
  () => {
    const outcomes = new Map<string, Outcome>()
    const table: string[] = []
    let labels: z.infer<typeof Labels>['files'] = {}
    let made: z.infer<typeof Made>['files'] = {}

    const row = (what: string, good: number, all: number) =>
      table.push(`${what.padEnd(52)} ${String(good).padStart(4)} / ${all}`)
    const outcome = (file: string): Outcome => outcomes.get(file) ?? { ms: 0 }
    const madeFile = (name: string) => `made-adversarial/open/${name}`

    beforeAll(async () => {
      labels = Labels.parse(readJson('expected/labels-open.json')).files
      made = Made.parse(readJson('corpora/made-adversarial/open/expected.json')).files
      const reader = openMailParser()
      for (const file of [...Object.keys(labels), ...Object.keys(made).map(madeFile)]) {
        const raw = readFileSync(new URL(`corpora/${file}`, SHARED))
        const start = performance.now()
        try {
          outcomes.set(file, {
            mail: await reader.parse(raw, { ownAddress: OWN }),
            ms: performance.now() - start,
          })
        } catch (error) {
          const refused = error instanceof UnreadableMail ? error.kind : 'not typed'
          outcomes.set(file, { refused, ms: performance.now() - start })
        }
      }
      await reader.close()
    })

    afterAll(() => console.log(['', ...table].join('\n')))

    it('is read, or refused by kind, before the parser gives up after two seconds', () => {
      const all = [...outcomes.values()]
      const refused = all.filter(({ refused }) => refused !== undefined)
      row('read without a crash', all.length - refused.length, all.length)
      table.push(
        `  refused: ${refused.map(({ refused }) => refused).join(', ')}`,
        `  slowest: ${Math.max(...all.map(({ ms }) => ms)).toFixed(0)} ms`,
      )
      expect(all.length).toBe(1424)
      expect(
        refused.map(({ refused }) => refused).filter(kind => kind === 'not typed' || kind === 'timeout'),
      ).toEqual([])
      expect(refused.length).toBeLessThanOrEqual(10)
    })

    it('has machines that we recognise', () => {
      let good = 0
      let all = 0
      for (const kind of MACHINES) {
        const files = Object.entries(labels)
          .filter(([, label]) => label.class === kind)
          .map(([file]) => file)
        const known = files.filter(file => outcome(file).mail?.automatic !== undefined)
        row(`machine: ${kind}`, known.length, files.length)
        good += known.length
        all += files.length
      }
      row('machines recognised', good, all)
      expect(good).toBeGreaterThanOrEqual(483)
    })

    it('has people whom we do not take for machines', () => {
      const files = Object.entries(labels)
        .filter(([, label]) => PEOPLE.includes(label.class) && label.reply !== 'never')
        .map(([file]) => file)
      const dropped = files.filter(file => outcome(file).mail?.automatic !== undefined)
      row('people taken for machines', dropped.length, files.length)
      expect(files.length).toBeGreaterThan(140)
      expect(dropped.length).toBeLessThanOrEqual(1)
    })

    it('has made requests, and each can be answered', () => {
      const asked = Object.entries(made).filter(([, { must }]) =>
        must.some(rule => rule.startsWith('reply_to=') || rule === 'exactly_one_pending'),
      )
      const answered = asked.filter(([name, { must }]) => {
        const { mail } = outcome(madeFile(name))
        const wanted = must.find(rule => rule.startsWith('reply_to='))?.slice('reply_to='.length)
        return (
          mail?.from !== undefined &&
          mail.automatic === undefined &&
          (wanted === undefined || mail.from.address === wanted)
        )
      })
      row('made good requests answerable', answered.length, asked.length)
      expect(asked.length).toBeGreaterThanOrEqual(60)
      expect(answered.length).toBe(asked.length)
    })

    it('has made email that must not be answered, and none of it is', () => {
      const silent = Object.entries(made).filter(([, { max_replies }]) => max_replies === 0)
      const answered = silent.filter(([name]) => {
        const { mail } = outcome(madeFile(name))
        return mail?.from !== undefined && mail.automatic === undefined
      })
      const away = silent.filter(([, { category }]) => category === 'oof-subject-only')
      row(
        'out of office known by its subject only',
        away.filter(entry => !answered.includes(entry)).length,
        away.length,
      )
      row('made mail that must stay unanswered', silent.length - answered.length, silent.length)
      expect(away.length).toBe(23)
      expect(answered.map(([name]) => name)).toEqual([])
    })

    it('has quoted and forwarded text, and none of it is new', () => {
      const names = Object.entries(made).filter(
        ([, { category }]) => category === 'quoted-sign' || category === 'forwarded',
      )
      const leaking = names.filter(([name]) =>
        /I sign\.|CONFIRM|Sign:/.test(outcome(madeFile(name)).mail?.visibleText ?? ''),
      )
      row('quoted or forwarded text left out', names.length - leaking.length, names.length)
      expect(leaking.map(([name]) => name)).toEqual([])
    })

    // In several of these upstream keeps a lone quotation or a device line as new text; we never do.
    it('has real replies, and we find the new text', () => {
      const same = (one: string, other: string) => one.replace(/\s+/g, '') === other.replace(/\s+/g, '')
      const cases = Object.entries(Replies.parse(readJson('expected/replies-open.json')))
      const seen = (file: string) => outcome(file).mail?.visibleText ?? ''
      const exact = cases.flatMap(([file, { reply }]) =>
        reply === undefined ? [] : [same(seen(file), reply)],
      )
      const begins = cases.flatMap(([file, { reply_starts_with: start }]) =>
        start === undefined ? [] : [same(seen(file), start)],
      )
      row('new text exact, asserted replies', exact.filter(Boolean).length, exact.length)
      row('nothing left after the asserted first fragment', begins.filter(Boolean).length, begins.length)
      expect(exact.filter(Boolean).length).toBeGreaterThanOrEqual(36)
      expect(begins.filter(Boolean).length).toBeGreaterThanOrEqual(23)
    })

    it('has dead mailboxes that we mark, and few living ones', () => {
      const hard = (file: string) => outcome(file).mail?.bounce?.permanence === 'hard'
      const labelled = (...kinds: string[]) =>
        Object.entries(labels)
          .filter(([, label]) => kinds.includes(label.undeliverable))
          .map(([file]) => file)
      const dead = labelled('hard')
      const living = labelled('soft', 'no', 'suppress')
      row('dead mailboxes marked hard', dead.filter(hard).length, dead.length)
      row('living mailboxes marked hard', living.filter(hard).length, living.length)
      expect(dead.filter(hard).length).toBeGreaterThanOrEqual(109)
      expect(living.filter(hard).length).toBeLessThanOrEqual(13)
    })
  },
)
