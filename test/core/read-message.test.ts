/** What a whole message leads to, read without a service: organisers' blocks, and details that are nobody's business. */
import { describe, expect, it } from 'vitest'
import { readMessage, type Wish } from '../../src/core/inbound/read-message.ts'

const forest = {
  id: 'forest',
  slug: 'forest',
  title: 'Keep the alder forest whole',
  status: 'open' as const,
  listed: true,
  communities: [],
}

function read(text: string, displayName: string, mine = false) {
  const seen = [{ ...forest, mine }]
  return readMessage({ subject: '', text, displayName, proved: true, seen }).wish
}

const organiser = (text: string) => read(text, 'Lucy Farr', true)

const greetings = ['', 'Hi,\n\n', 'Dear team,\n\n', 'Bonjour à tous,\n\n', 'Guten Tag,\n\n']
const blocks = [
  '',
  '\n\nKind regards,\nLucy',
  '\n\nLucy',
  '\n\n-- \nLucy Farr\nTel. 01632 960123',
  '\n\nLucy Farr\nCampaign lead, Friends of the Alder Forest\n+44 1632 960 123',
  '\n\nBest\n\nLucy Farr\n(she/her)\nChair, Alder Forest Trust',
]
const around = greetings.flatMap(above => blocks.map(below => [above, below] as const))

describe("an organiser's greeting and sign-off", () => {
  it.each([
    ['Close the petition', 'close'],
    ['close forest', 'close'],
    ['please hide signature 12, it is obscene', 'hide'],
    ['please hide 14, she signed twice', 'hide'],
    ['Merci de fermer la pétition.', 'close'],
    ['count', 'count'],
    ['How many have signed?', 'count'],
  ])('leave the command %j as it is', (text, command) => {
    for (const [above, below] of around) {
      const wish = organiser(`${above}${text}${below}`)
      expect(wish.kind === 'command' && wish.words.split(' ')[0], `${above}${text}${below}`).toBe(command)
    }
  })

  it('do not sign when they stand below words that are no command', () => {
    for (const [above, below] of around) {
      const text = `${above}Dinsdag vergaderen we, neem de posters mee.${below}`
      expect(organiser(text).kind, text).toBe('lost')
    }
  })

  it.each([
    'Lucy Farr, chair',
    'Lucy Farr',
    'I sign.\n\nLucy Farr\nChair, Alder Forest Trust',
    'Count me in\nLucy',
  ])('do not keep an organiser from signing: %j', text => expect(organiser(text).kind).toBe('sign'))
})

it.each([
  ['Nom : Tranchant Prénom : Zoé Profession : potière Tél. : 06 39 98 01 23', 'potière'],
  ['Cognome: Bianchi Nome: Osvaldo Professione: tipografo Codice fiscale: BNCSLD50A01H501X', 'tipografo'],
  ['Nome completo: José Valadares Profissão: carpinteiro CPF: 000.111.222-33', 'carpinteiro'],
  ['Naam: Ans Bos Beroep: drukker Geboortedatum: 3 mei 1950', 'drukker'],
  ['Name: Ada Reed Occupation: painter Date of birth: 3 May 1950', 'painter'],
])('publishes no number or birthday that stands in one line with the rest: %j', (text, occupation) => {
  const wish = read(text, 'somebody')
  expect(wish.kind === 'sign' && wish.written).toMatchObject({ occupation })
})

it('publishes no studio or flat with its number', () => {
  const text = 'Add me.\n\nStella Marchbanks\nPortrait painter\nStudio 4, The Old Mill, Frome\n\nBest\nStella'
  const wish = read(text, 'Stella Marchbanks')
  expect(wish.kind === 'sign' && wish.written).toEqual({
    name: 'Stella Marchbanks',
    occupation: 'Portrait painter',
  })
})

it.each(['', '\n\nNora Finch', '\n\nKind regards,\nNora Finch', '\n\nNora Finch\n(she/her)'])(
  'keeps the name that somebody signs as, whatever stands below: %j',
  below => {
    const wish = read(`Please sign me as Eleanor Marsh-Wood (the name on my novels).${below}`, 'Nora Finch')
    expect(wish.kind === 'sign' && wish.written.name).toBe('Eleanor Marsh-Wood')
  },
)

it.each(['', '\n\nRamón', '\n\nUn saludo,\nRamón', '\n\nRamón\nTel. +34 600 000 123'])(
  'offers to sign, and claims nothing, to somebody who wants to stay out of it: %j',
  below => expect(read(`Prefiero no figurar en esa lista, gracias.${below}`, 'Ramón').kind).toBe('elsewhere'),
)

describe('a block of name, occupation and telephone', () => {
  const block = '\n\nKind regards\n\nSam Reed\nSenior Reporter\nThornby Echo\n01632 960456'

  it.each([
    'I am writing a piece for Friday. Would someone be free for a ten minute call today? Happy to work round you.',
    'We help campaigns like yours double their sign-ups. Would you be open to a call?',
    'I see that people sign this in droves. Could somebody send me the history of it?',
    'Could you call me back?',
  ])('holds no wish to sign: %j', text => expect(read(`${text}${block}`, 'Sam Reed').kind).not.toBe('sign'))

  it('gives the details of somebody who signs', () => {
    const { written } = read(`Could you add my name, please?${block}`, 'Sam Reed') as Extract<
      Wish,
      { kind: 'sign' }
    >
    expect(written).toEqual({ name: 'Sam Reed', occupation: 'Senior Reporter', organisation: 'Thornby Echo' })
  })
})

describe('a signature block below "-- "', () => {
  const withBlock = (text: string, block: string, displayName = 'Nev') => {
    const { wish } = readMessage({ subject: '', text, block, displayName, proved: true, seen: [] })
    return wish.kind === 'sign' ? wish.written : wish.kind
  }

  it('gives what the letter does not', () => {
    expect(withBlock('Please add me.', 'Neville Grady\nJoiner\n01632 960456')).toEqual({
      name: 'Neville Grady',
      occupation: 'Joiner',
    })
  })

  it.each([
    [
      'a letter that names an occupation',
      'Please add me: Nev Grady, poet',
      'Nev Grady\nAccountant\nBigco Ltd',
      { name: 'Nev Grady', occupation: 'poet' },
    ],
    ['a motto', 'Please add me.', '"To be or not to be" - William Shakespeare', {}],
    ['a letter that declines', 'I would rather not sign this.', 'Neville Grady\nJoiner', 'declines'],
    ['a letter that only asks', 'Who are you?', 'Neville Grady\nJoiner', 'question'],
  ])('adds nothing to %s', (_, text, block, read) => expect(withBlock(text, block)).toEqual(read))
})

const written = (text: string, displayName: string) => {
  const wish = read(text, displayName)
  return wish.kind === 'sign' ? wish.written : wish.kind
}

it.each<[string, string, object | string]>([
  [
    'PLEASE ADD MY NAME TO THE PETITION TO SAVE THE LIBRARY.\n\nGEORGE PRITCHETT\nRETIRED POSTMAN',
    'GEORGE PRITCHETT',
    { name: 'GEORGE PRITCHETT', occupation: 'RETIRED POSTMAN' },
  ],
  [
    'I WANT TO SIGN, COUNT ME IN! WILL SMITH, ACTOR',
    'Will Smith',
    { name: 'WILL SMITH', occupation: 'ACTOR' },
  ],
  [
    'Please sign me.\n\nThanks,\nMeera\n\nMeera Joshi\nProduct Manager',
    'Meera Joshi',
    { name: 'Meera Joshi', occupation: 'Product Manager' },
  ],
  [
    'I sign.\n\nPat Smith\nSurveyor (retired)\nThe Old Forge, Mill Lane',
    'Pat Smith',
    { name: 'Pat Smith', occupation: 'Surveyor, retired' },
  ],
  ['I sign in a personal capacity only, not on behalf of the museum.', 'Ann Reyes', {}],
  [
    'I own Half Moon Books on Quay Street. Please add our shop to the list.',
    'Ann Reyes',
    { kind: 'organisation', organisation: 'Half Moon Books' },
  ],
  [
    'Add us please: Thornby Bowls Club',
    'Ann Reyes',
    { kind: 'organisation', organisation: 'Thornby Bowls Club' },
  ],
  ['As a Welsh poet whose books were taken, I stand with you.', 'Ann Reyes', { occupation: 'Welsh poet' }],
  ["I would rather my name wasn't shown, but do count me.", 'Ann Reyes', { listed: false }],
  ['I sign for the local library.', 'Ann Reyes', {}],
  [
    'I sign for the Society of Tiny Publishers.',
    'Ann Reyes',
    { kind: 'organisation', organisation: 'Society of Tiny Publishers' },
  ],
  ['Please can I sign this?', 'Ann Reyes', {}],
  ['Can I sign from Canada?', 'Ann Reyes', 'elsewhere'],
  ['Has anybody found a blue scarf after the concert on Friday?', 'Ann Reyes', 'elsewhere'],
  ['So I shall leave it to others to sign.', 'Ann Reyes', 'declines'],
  ['I support the demand that no book be used without consent.', 'Ann Reyes', {}],
  ['Quiero firmar para que no pase la autovía por el bosque.', 'Ana Soto', {}],
  ['I do not think that I should sign this.', 'Ann Reyes', 'declines'],
  [
    'The Irish Association of Literary Translators endorses this petition and asks to be included.',
    'Ann Reyes',
    { kind: 'organisation', organisation: 'The Irish Association of Literary Translators' },
  ],
  [
    "On behalf of the Lux Cinema Co-operative I'd like to sign.",
    'Ann Reyes',
    { kind: 'organisation', organisation: 'Lux Cinema Co-operative' },
  ],
  ['I sign on behalf of Small Press.', 'Ann Reyes', { kind: 'organisation', organisation: 'Small Press' }],
  [
    'I sign.\n\nAnn Reyes\nlecturer\nHarbour University\nRoom C214',
    'Ann Reyes',
    { name: 'Ann Reyes', occupation: 'lecturer', organisation: 'Harbour University' },
  ],
  [
    'Ich unterschreibe, mein Name soll aber nicht öffentlich auf der Seite erscheinen.',
    'Ann Reyes',
    { listed: false },
  ],
])('reads %j', (text, displayName, expected) => expect(written(text, displayName)).toEqual(expected))
