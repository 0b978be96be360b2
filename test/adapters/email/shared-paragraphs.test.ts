import { createSecretKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readMail } from '../../../src/adapters/email/read/read-mail.ts'
import {
  edgesOfMail,
  openSharedParagraphs,
  type SharedParagraphs,
} from '../../../src/adapters/email/read/shared-paragraphs.ts'

const ADDED = 'This text was put here by the post room of Brightwater Town Hall, ticket 4711.'

interface Written {
  text: string
  from?: string
  answers?: boolean
}

const secret = createSecretKey(Buffer.alloc(32))
const DOMAINS = ['a.example', 'b.example', 'c.example', 'd.example']

async function send(shared: SharedParagraphs, { text, from = 'mira@a.example', answers = false }: Written) {
  const raw = `From: ${from}\r\nSubject: Sign\r\n${answers ? 'In-Reply-To: <1@u.example>\r\n' : ''}Content-Type: text/plain; charset=utf-8\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`
  const mail = await readMail(Buffer.from(raw))
  return shared.leaveOut(mail, edgesOfMail(mail, secret))
}

/** `count` people ask, and every third of them replies. */
async function crowd(
  shared: SharedParagraphs,
  count: number,
  textOf: (name: string) => string,
  domains = DOMAINS,
) {
  for (let at = 0; at < count; at += 1) {
    const from = `p${at}@${domains[at % domains.length]}`
    await send(shared, { from, text: textOf(`Person ${at}, painter`) })
    if (at % 3 === 0) await send(shared, { from, text: textOf('Yes'), answers: true })
  }
}

const above = (paragraph: string) => (text: string) => `${paragraph}\n\n${text}`
const beneath = (paragraph: string) => (text: string) => `${text}\n\n${paragraph}`

async function lastOf(shared: SharedParagraphs, text: string, answers = false) {
  const { mail } = await send(shared, { from: 'last@e.example', text, answers })
  return { visible: mail.visibleText, whole: mail.whole.texts.join('\n') }
}

describe('a paragraph in the emails of most senders', () => {
  it.each([
    ['first', above],
    ['last', beneath],
  ])("is nobody's where it stands %s", async (_where, put) => {
    const shared = openSharedParagraphs()
    await crowd(shared, 12, put(ADDED))
    expect(await lastOf(shared, put(ADDED)('Mira Okafor, illustrator'))).toEqual({
      visible: 'Mira Okafor, illustrator',
      whole: 'Mira Okafor, illustrator',
    })
    const quote = '\n\nOn Mon, 16 Nov 2026 at 10:01, Undersigned <sign@u.example> wrote:\n> Just reply.'
    const { whole } = await lastOf(shared, `${put(ADDED)('Yes')}${quote}`, true)
    expect(whole.replace(/\n+> Just reply\./, '')).toBe('Yes')
  })

  it('may differ in numbers, links, addresses and line breaks', async () => {
    const shared = openSharedParagraphs()
    await crowd(shared, 12, text => above(ADDED.replace('4711', String(text.length)))(text))
    expect(
      (await lastOf(shared, above(ADDED.replace('Brightwater ', 'Brightwater\n'))('Mira'))).visible,
    ).toBe('Mira')
  })

  it('stays in the middle of a text', async () => {
    const shared = openSharedParagraphs()
    await crowd(shared, 12, above(ADDED))
    const text = `One.\n\nTwo.\n\n${ADDED}\n\nThree.\n\nFour.`
    expect((await lastOf(shared, text)).visible).toBe(text)
  })

  it.each([
    ['nine senders', 8, DOMAINS],
    ['one domain', 30, ['a.example']],
    ['two domains', 30, ['a.example', 'b.example']],
  ])('stays where it is in the emails of %s only', async (_who, count, domains) => {
    const shared = openSharedParagraphs()
    await crowd(shared, count, above(ADDED), domains)
    const from = count === 8 ? 'last@e.example' : 'last@a.example'
    const { mail } = await send(shared, { from, text: above(ADDED)('Mira') })
    expect(mail.visibleText).toBe(above(ADDED)('Mira'))
  })

  it('stays if one sender writes it fifty times', async () => {
    const shared = openSharedParagraphs()
    for (let at = 0; at < 50; at += 1)
      await send(shared, { text: above(ADDED)(`Take ${at}`), answers: at % 2 === 0 })
    expect((await lastOf(shared, above(ADDED)('Mira'))).visible).toBe(above(ADDED)('Mira'))
  })

  it('stays if half of the senders do not have it', async () => {
    const shared = openSharedParagraphs()
    await crowd(shared, 20, above(ADDED))
    for (let at = 0; at < 20; at += 1)
      await send(shared, { from: `q${at}@f.example`, text: 'Mira Okafor, illustrator' })
    expect((await lastOf(shared, above(ADDED)('Mira'))).visible).toBe(above(ADDED)('Mira'))
  })

  it('stays if people copy it into their requests but not into their replies', async () => {
    const shared = openSharedParagraphs()
    for (let at = 0; at < 30; at += 1) {
      const from = `p${at}@${DOMAINS[at % 4]}`
      await send(shared, { from, text: beneath(ADDED)('Mira Okafor, illustrator') })
      await send(shared, { from, text: 'Yes', answers: true })
    }
    expect((await lastOf(shared, beneath(ADDED)('Mira'))).visible).toBe(beneath(ADDED)('Mira'))
  })

  it.each([
    'I object to this petition, please remove the address from every list at once.',
    'Objection! This mailbox is to be removed from every list of yours at once.',
    'No, this was never asked for by the owner of this mailbox, and it has to end.',
    'Against this text, in every way, and without any doubt about it whatsoever.',
    'Refusing this in the strongest terms, as does the whole of the town of Brightwater.',
    'Withdraw the signature that was given in this name, and do so today if possible.',
    'Nein, das wurde von niemandem in diesem Haus so gewollt oder auch nur erwogen.',
    'Contre ce texte, comme la ville de Brightwater tout entière depuis le premier jour.',
    'I sign this statement as an author and as a member of the Guild of Makers.',
    'Signed in full agreement with every word of the statement, without reserve.',
    'Yes to every word of this, and thanks for all the work that went into it.',
    'We stand with all makers of Brightwater and ask for what is fair and right.',
    'The whole of our town stands with the makers and asks for what is fair.',
    'Author and member of the Guild of Makers of Brightwater, county of Somewhere.',
    'Name: Mira Okafor. Occupation: illustrator. Organisation: Guild of Makers.',
    'Confirmed with joy by everybody in the house, upstairs and downstairs alike.',
  ])("is the people's own if it says yes, no, or who they are: %s", async said => {
    const shared = openSharedParagraphs()
    await crowd(shared, 30, above(said))
    const wanted = above(said)('Mira Okafor, illustrator')
    expect(await lastOf(shared, wanted)).toEqual({ visible: wanted, whole: wanted })
  })

  it('is forgotten after two hundred other senders', async () => {
    const shared = openSharedParagraphs()
    await crowd(shared, 12, above(ADDED))
    for (let at = 0; at < 200; at += 1)
      await send(shared, { from: `q${at}@f.example`, text: 'Mira Okafor, illustrator' })
    expect((await lastOf(shared, above(ADDED)('Mira'))).visible).toBe(above(ADDED)('Mira'))
  })

  it('is not learned from machines', async () => {
    const shared = openSharedParagraphs()
    for (let at = 0; at < 30; at += 1) {
      const raw = `From: p${at}@${DOMAINS[at % 4]}\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: <1@u.example>\r\n\r\n${ADDED}\r\n\r\nYes\r\n`
      const mail = await readMail(Buffer.from(raw))
      shared.leaveOut(mail, edgesOfMail(mail, secret))
    }
    expect((await lastOf(shared, above(ADDED)('Mira'))).visible).toBe(above(ADDED)('Mira'))
  })
})
