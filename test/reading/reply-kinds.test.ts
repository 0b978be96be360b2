/** Kinds of replies that the eleventh and the twelfth set, and what was tried beside them, showed. */
import { describe, expect, it } from 'vitest'
import { understandAnswer, understandManageReply } from '../../src/core/reading/understand-answer.ts'

const shown = { kind: 'person', name: 'Nell Ashby', occupation: 'potter', listed: true } as const
const sources = (text: string) => ({ subject: 'Re: Nell, please confirm', text, shown, fromName: shown.name })
const toQuestion = (text: string) => understandAnswer(sources(text))
const toReceipt = (text: string) => understandManageReply(sources(text))

describe('a reply to the question', () => {
  it.each([
    'Dear Sir or Madam,\n\nI hereby confirm that I wish to sign the petition.\n\nYours faithfully,\nNell Ashby (Mrs)',
    'Ja, gerne.\n\nMit freundlichen Grüßen\ni. A. Nell Ashby\n\nVollmer Gartenbau GmbH\nAmtsgericht Ulm, HRB 55512\nGeschäftsführer: Karl Vollmer',
    'Yes. Please do not publish my email.',
    'I can confirm that this is my signature.',
  ])('agrees: %j', text => expect(toQuestion(text)).toEqual({ kind: 'confirms', plainly: true }))

  it.each([
    'Não quero assinar, foi engano.',
    'Ich will nicht unterschreiben, das war ein Versehen.',
    "Je ne veux pas signer, c'était une erreur.",
  ])('refuses, and says that it was a mistake: %j', text =>
    expect(toQuestion(text)).toEqual({ kind: 'refuses' }),
  )

  it.each([
    'Nobody asked me.',
    'Niemand hat mich gefragt.',
    'I do not agree with AI.',
    'I refuse consent to AI.',
  ])('refuses something else, or gives a reason: %j', text =>
    expect(toQuestion(text)).toEqual({ kind: 'asks' }),
  )

  it('is no yes if it only asks to keep the email address private', () =>
    expect(toQuestion('Please do not publish my email.')).toEqual({ kind: 'asks' }))
})

describe('a reply that tells about its writer', () => {
  it.each([
    'I am a supporter of the library',
    "I'm a neighbour of the forest",
    "I'm a regular user of the library.",
    "I'm a friend of Dana.",
    'I am a Green.',
    'Je suis de Lyon.',
    'Soy de León.',
    'Sono di Lecce.',
    'Ich bin Anwohnerin.',
    'The title should be "Keep Alderley whole".',
  ])('corrects nothing: %j', text => {
    expect(toQuestion(text)).toEqual({ kind: 'asks' })
    expect(toReceipt(text)).toEqual({ kind: 'asks' })
  })

  it.each([
    ['I am a painter.', { occupation: 'painter' }],
    ["I'm a dry stone waller, not a potter.", { occupation: 'dry stone waller' }],
    ['No, I am Nell Ashby-Cole.', { name: 'Nell Ashby-Cole' }],
    ['My name is Otto.', { name: 'Otto' }],
    ['My title should be Master Potter.', { occupation: 'Master Potter' }],
  ])('corrects: %j', (text, written) => expect(toQuestion(text)).toEqual({ kind: 'corrects', written }))
})

it('does not offer to remove a signature that somebody wants to keep', () =>
  expect(toReceipt('Unsubscribe me from the newsletter but keep my signature.')).toEqual({ kind: 'asks' }))

/** Found by changes that must not matter: see `harmless-changes.ts`. */
describe('lines below a reply that are no part of it', () => {
  const block = 'Nell Ashby\nHead of Research\nExample Instruments Ltd\n12 Harbour Road\nwww.example.net'
  const below = [
    'Tel. +44 1632 960 123',
    '16 November 2026',
    'Montag, 16. November 2026',
    'Nell Ashby (she/her)',
    `Kind regards,\n\n${block}`,
    `Nell\n\nKind regards,\n${block}`,
    `-- \n${block}\nT +44 1632 960 123`,
    'Mit freundlichen Grüßen\n\nNell Ashby\nLeiterin Vertrieb\n\nBeispiel GmbH\nHauptstraße 12\n70173 Stuttgart\nTelefon: +49 711 123456\nE-Mail: info@beispiel.example\nGeschäftsführer: Karl Vollmer\nAmtsgericht Stuttgart, HRB 12345',
  ]

  it.each(below)('change nothing in a yes, a no or a withdrawal: %j', lines => {
    const ends = `\n\n${lines}`
    expect(toQuestion(`Yes${ends}`)).toEqual({ kind: 'confirms', plainly: true })
    expect(toQuestion(`go ahead :)${ends}`)).toEqual({ kind: 'confirms', plainly: true })
    expect(toQuestion(`No thanks${ends}`)).toEqual({ kind: 'refuses' })
    expect(toReceipt(`Please withdraw my signature.${ends}`)).toEqual({ kind: 'withdraw' })
    expect(toReceipt(`Please erase all my data.${ends}`)).toEqual({ kind: 'erase' })
  })

  it.each(['PS: Have a lovely weekend!', 'PS: Schönes Wochenende!', 'PS : bon week-end !'])(
    'change nothing in a yes: %j',
    lines => expect(toQuestion(`Yes\n\n${lines}`)).toEqual({ kind: 'confirms', plainly: true }),
  )

  it.each([
    'Yes\n\nfrom 16 November 2026',
    'Yes\n\n2027',
    'Yes\n\n12',
    'Yes\n\nPS: My wife did not agree.',
    'Yes\n\n0 1632 960 123 is not my number',
    'Yes, but it should be:\n\nNell Ashby\nWeaver',
    '+44 1632 960 123',
    '16 November 2026',
    `Maybe\n\nKind regards,\n${block}`,
  ])('are asked about if they may say something: %j', text =>
    expect(toQuestion(text)).toEqual({ kind: 'asks' }),
  )
})

describe('a reply to a receipt', () => {
  it.each(['Yes', 'Yes\n\nNell Ashby', 'Yes\n\nKind regards,\nNell'])(
    'that says yes is answered, because its writer does not know yet that they have signed: %j',
    text => expect(toReceipt(text)).toEqual({ kind: 'asks' }),
  )

  it('is no correction at once if it is written in capitals', () => {
    expect(toReceipt('It should be Nell Áshby.')).toMatchObject({ kind: 'corrects', plainly: true })
    expect(toReceipt('IT SHOULD BE NELL ÁSHBY.')).toMatchObject({ kind: 'corrects', plainly: false })
  })

  it('keeps a smile out of the name', () =>
    expect(toReceipt('Please spell it like this: Nell Áshby 🙂')).toMatchObject({
      written: { name: 'Nell Áshby' },
    }))
})
