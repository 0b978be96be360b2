/** What must not matter: each made first email is read again with the lines that people and programs add, and must be read as before. */
import { describe, expect, it } from 'vitest'
import { closings, greetings } from './harmless-changes.ts'
import { hearFirst } from './hear-first.ts'
import { judge, type Verdict } from './judge.ts'
import { isFirst, type MadeEmail, type MadeIn, type MadeLanguage, madeSet, setNames } from './made.ts'

type Words = Partial<Record<MadeLanguage, string>>
const greeting: Words = greetings
const closing: Words = closings

const below = (made: MadeEmail, ...lines: string[]) => ({ ...made, text: [...made.text, '', ...lines] })
const eachLine = (made: MadeEmail, change: (line: string) => string) => ({
  ...made,
  text: made.text.map(change),
})

/** Several changes at once, as in a real email. Undefined: the email has no place for them. */
type Change = (made: MadeEmail, language: MadeLanguage) => MadeEmail | undefined

const changes: Record<string, Change> = {
  'two greetings': (made, language) => {
    const greets = greeting[language]
    return greets === undefined ? undefined : { ...made, text: ['Hi,', '', greets, '', ...made.text] }
  },
  'a sign-off': (made, language) => {
    const closes = closing[language]
    return closes === undefined ? undefined : below(made, closes, made.from.name.split(' ')[0] ?? '')
  },
  'telephone, pronouns, links and a logo': made =>
    below(
      made,
      'Tel. +44 1632 960 123',
      'Pronouns: she/her',
      'www.example-studio.net',
      'LinkedIn: linkedin.com/in/example',
      '',
      '[image: logo]',
    ),
  'a signature mark': made => below(made, '-- ', made.from.name, 'M: +44 7700 900 123'),
  'a device, an app and a legal footer': made =>
    below(
      made,
      'Sent from my iPhone',
      '',
      'Sent with Proton Mail secure email.',
      '',
      'This email and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient, please delete it and notify the sender.',
    ),
  'the invitation below': made =>
    below(
      made,
      'On 3 Nov 2026, at 10:00, Guild News <news@guild.example> wrote:',
      '> Please sign the statement and pass it on.',
      '> Harriet Moss, chair',
    ),
  'a postscript and a picture': made => below(made, 'PS: lovely site! 🙏'),
  'spaces of other kinds and Windows line ends': made =>
    eachLine(made, line => `${line.replaceAll(' ', '\u00a0')}  \r`),
  'blank lines between all lines': made => ({ ...made, text: made.text.flatMap(line => [line, '']) }),
  'a picture behind the last line': made =>
    made.text.length === 0
      ? undefined
      : { ...made, text: [...made.text.slice(0, -1), `${made.text.at(-1)} 🌳`] },
  // Above an empty text, the subject is what they say.
  'the subject "Signature"': made =>
    made.text.some(line => line !== '') ? { ...made, subject: 'Signature' } : undefined,
}

const verdict = (made: MadeEmail) => judge(made, hearFirst(made))

const first = setNames.flatMap(madeSet).filter(({ made }) => isFirst(made))

/** To read each with every change would take too long: those whom a question would hurt with every third, the others with one. */
const howMany = Object.keys(changes).length
const sample = (turn: number) =>
  first.filter(({ made }, at) => (at - turn) % (made.harm.includes('asked') ? 3 : howMany) === 0)

/** Those of them that are read rightly as they were written, and otherwise with the change. */
function readOtherwise(emails: readonly MadeIn[], change: Change) {
  const found: Record<Verdict, string[]> = { right: [], shown: [], harmful: [] }
  for (const { made, language } of emails) {
    const changed = change(made, language)
    if (changed === undefined) continue
    const judged = verdict(changed)
    if (judged.verdict === 'right' || verdict(made).verdict === 'right')
      found[judged.verdict].push(`${made.id}: ${judged.why}`)
  }
  return found
}

describe('a first email is read as before', () => {
  it.each(Object.entries(changes).map(([name, change], turn) => ({ name, change, turn })))(
    'with $name',
    ({ change, turn }) => {
      const emails = sample(turn)
      expect(emails.length).toBeGreaterThan(150)
      const { harmful, shown } = readOtherwise(emails, change)
      expect(harmful).toEqual([])
      expect(shown.length, shown.join('\n')).toBeLessThanOrEqual(2)
    },
  )
})

it('finds the change that matters', () => {
  const declined = first.filter(({ made }) => made.kind === 'declined')
  const signs: Change = made => ({ ...made, text: ['I sign. Please add my name.'] })
  expect(readOtherwise(declined, signs).harmful.length).toBeGreaterThan(declined.length / 3)
})
