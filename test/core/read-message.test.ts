/** What a whole message leads to, read without a service: organisers' blocks, and details that are nobody's business. */
import { describe, expect, it } from 'vitest'
import { readMessage } from '../../src/core/inbound/read-message.ts'

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
