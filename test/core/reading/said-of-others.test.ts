// Sentences about somebody or something else than the writer's signature, and the sentences that only look like them.

import { describe, expect, it } from 'vitest'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const read = (text: string, fromName = 'Ada Roe') => understandRequest({ subject: '', text, fromName })

function outcome(text: string): string {
  const request = read(text)
  if (request.kind === 'elsewhere') return request.perhaps === undefined ? 'elsewhere' : 'offered'
  return request.kind
}

describe('a refusal', () => {
  it.each([
    'My husband says he will never sign a thing. I sign.',
    'Er unterschreibt nicht. Ich unterschreibe.',
    'Elle ne signera pas. Moi, je signe.',
    'Lui non firma. Io firmo.',
    "I wouldn't say no to signing. I sign.",
    "I'm signing for myself here not for the union, that has to go through branch.",
    'Ich unterschreibe hier für mich nicht für den Verein, der muss erst tagen.',
  ])('of somebody else is not the writer’s: %s', text => expect(outcome(text)).toBe('sign'))

  it.each([
    'The Guild will not sign until they change the text.',
    'Ne comptez donc pas sur ma signature.',
    'Rechnen Sie nicht mit meiner Unterschrift.',
    "I'm sorry, but don't count on my signature.",
    'Das trage ich nicht mit.',
  ])('of the writer declines: %s', text => expect(outcome(text)).toBe('declines'))

  it.each([
    'I would sign this today if it exempted monographs.',
    'Ich würde gerne unterschreiben, wenn die Forschung ausgenommen wäre.',
    'Je signerais volontiers si le texte parlait des bibliothèques.',
  ])('on a condition is asked about: %s', text => expect(outcome(text)).toBe('offered'))

  it('on no condition signs', () => expect(outcome('I would sign it twice if I could. I sign!')).toBe('sign'))
})

describe('a wish to be gone', () => {
  it.each([
    'I signed this in spring. Please delete everything you hold about me, my name, my email and the rest.',
    'Mon nom, que j’avais donné en juin, doit disparaître de votre page.',
    'Mein Name, den ich im Juni gegeben habe, muss wieder runter.',
    'Mijn naam, die ik in juni gaf, moet weg.',
  ])('is asked about: %s', text => expect(outcome(text)).toBe('perhaps-withdraw'))

  it.each([
    'Add my name. The motorway must disappear.',
    'Bitte setzen Sie meinen Namen darunter. Die Autobahn muss weg.',
  ])('for something else signs: %s', text => expect(outcome(text)).toBe('sign'))
})

describe('what has become of it', () => {
  it.each([
    'I wrote to you on the 3rd to sign and then heard nothing. Did you get it?',
    'Hace un mes mandé un correo para firmar. ¿Estoy o no estoy?',
    "J'ai écrit la semaine dernière pour signer et n'ai rien reçu.",
    'Podpisałam wczoraj i nic nie dostałam.',
  ])('is a question about a signature: %s', text => expect(outcome(text)).toBe('state'))

  it('"I write to sign" is none', () => expect(outcome('I am writing to sign your letter.')).toBe('sign'))
})

describe('the name', () => {
  it.each([
    ['Leonora Fitch has asked me to tell you that she wishes to sign.', 'Office of Leonora Fitch'],
    ['Frau Vane bat mich mitzuteilen, dass sie unterschreiben möchte.', 'Ada Roe'],
  ])('of a person for whom somebody writes is asked for: %s', (text, fromName) => {
    expect(read(`${text}\n\nKind regards,\nSimon Aldous\nAssistant`, fromName)).toEqual({
      kind: 'sign',
      written: {},
      another: true,
    })
  })

  it('is no sentence', () =>
    expect(read('Yes, I sign, but my name is not for the web page.', 'Odile')).toEqual({
      kind: 'sign',
      written: { listed: false },
    }))

  it('of an organisation is whole, as in From', () =>
    expect(read("L'association Les Pieds s'associe à votre texte.", "Les Pieds dans l'Eau")).toMatchObject({
      written: { kind: 'organisation', organisation: "Les Pieds dans l'Eau" },
    }))

  it('of a pronoun is none', () =>
    expect(
      read('She played second horn in the youth orchestra and would like to be on your list.', 'Hew Ray'),
    ).not.toHaveProperty('written.organisation'))

  it.each([
    ['Firmo volentieri come Ada Vane, traduttrice.', 'Anny', 'Ada Vane', 'traduttrice'],
    ['vous pouvez mettre: Ada Vane, tromboniste', 'adou', 'Ada Vane', 'tromboniste'],
    ['contem comigo. ada vane treinadora de remo', 'Nel', 'ada vane', 'treinadora de remo'],
    [
      "Buongiorno mi chiamo Ada Vane ho l'azienda proprio sotto. Voglio firmare.",
      'anny',
      'Ada Vane',
      undefined,
    ],
    ['Firmo io, Ada Vane, fioraia.', 'Ada e Marco Roe', 'Ada Vane', 'fioraia'],
    [
      'Could I sign personally please: Ada Vane, bookseller.',
      'The Inkwell Bookshop',
      'Ada Vane',
      'bookseller',
    ],
    ['sign me plz, adamaria vane', 'Ada', 'adamaria vane', undefined],
  ])('is whole in the sentence, where From has a part of it: %s', (text, fromName, name, occupation) => {
    const written = { name, ...(occupation !== undefined && { occupation }) }
    expect(read(text, fromName)).toMatchObject({ kind: 'sign', written })
  })

  it.each([
    ['I sign. I wrote this with Mara Nox, a poet, in mind.', 'Ada Roe'],
    ['I sign. Writer (Harrow Road, The Lamplighters).', 'gremlin'],
  ])('is not what only looks like one: %s', (text, fromName) =>
    expect(read(text, fromName)).not.toHaveProperty('written.name'),
  )

  it('has its small words, typed small', () =>
    expect(
      read('zet mij er maar op, daan van den dries, graffitikunstenaar ;) eerste keer', 'Daan'),
    ).toMatchObject({ written: { name: 'daan van den dries', occupation: 'graffitikunstenaar' } }))

  it.each(['Fam. Pätzold', 'Familie Stolz', 'The Ibbotsons'])('of a family is nobody’s: %s', fromName =>
    expect(read('I sign, please.', fromName)).toMatchObject({ kind: 'sign', written: {} }),
  )
})

describe('an organisation', () => {
  it('that is not to be named hides nobody', () =>
    expect(read('Ich unterschreibe. Bitte den Musikverein nicht nennen.')).not.toHaveProperty(
      'written.listed',
    ))
  it('a person who is not to be named is hidden', () =>
    expect(read('Ich unterschreibe. Bitte nicht nennen.')).toHaveProperty('written.listed', false))
})

describe('details', () => {
  const below = (line: string) => read(`I sign.\n\nAda Roe\nhydrologist\nUniversity of Marlby\n${line}`)
  it.each(['Bureau B-308', 'poste 5127', 'ext. 412', 'Absent les vendredis', 'aanwezig ma, di'])(
    'no room, extension or office hour is published: %s',
    line => expect(below(line)).toEqual(below('')),
  )

  it.each([
    ['Name: see below\nProfession: translator (not "interpreter" please)\nOrganisation: none, thank heaven'],
    ['Name: siehe unten\nBeruf: translator\nOrganisation: keine'],
  ])('behind labels are values, not remarks: %j', text =>
    expect(read(`${text}\n\nAda Roe`)).toEqual({
      kind: 'sign',
      written: { name: 'Ada Roe', occupation: 'translator' },
    }),
  )

  it('end before thanks', () =>
    expect(read('i want to sign, name is Sharon Bibby im a dinner lady thankyou x', 'Sharon')).toMatchObject({
      written: { name: 'Sharon Bibby', occupation: 'dinner lady' },
    }))
})
