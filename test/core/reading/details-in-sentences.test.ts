import { describe, expect, it } from 'vitest'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

function written(text: string, fromName = 'Somebody'): object | undefined {
  const request = understandRequest({ subject: 'hello', text, fromName })
  return request.kind === 'sign' ? request.written : undefined
}

describe('an introduction in lower case', () => {
  it.each([
    ['me llamo ada vane lopez soy jubilada y quiero firmar', 'ada vane lopez', 'jubilada'],
    ['mi chiamo ada vane sono pensionata e voglio firmare', 'ada vane', 'pensionata'],
    ['ich heisse ada vane-hofer, bin rentnerin. ich unterschreibe', 'ada vane-hofer', 'rentnerin'],
    ["hi i want to sign. im sam o'vane, tree surgeon", "sam o'vane", 'tree surgeon'],
  ])('gives the name and the occupation: %s', (text, name, occupation) => {
    expect(written(text)).toEqual({ name, occupation })
  })

  it.each([
    'i am very happy, and i sign',
    'im in, go ahead',
    'soy madre soltera y firmo',
    'soy muy mayor y quiero firmar',
  ])('is none: %s', text => {
    expect(written(text)).not.toHaveProperty('name')
  })
})

describe('a request to be added, with a colon', () => {
  it.each([
    ['Zet mij er ook bij: mr. drs. Ada Vane, hoofdredacteur', 'mr. drs. Ada Vane', 'hoofdredacteur'],
    ['Vi prego di aggiungere la mia firma: Dott.ssa Ada Vane, linguista', 'Dott.ssa Ada Vane', 'linguista'],
    [
      'Incluam por favor a minha assinatura: Profª. Drª. Ada Vane, linguista',
      'Profª. Drª. Ada Vane',
      'linguista',
    ],
    ['oi, bota meu nome ai: ada vane, roteirista', 'ada vane', 'roteirista'],
  ])('leads to fields: %s', (text, name, occupation) => {
    expect(written(text)).toEqual({ name, occupation })
  })
})

describe('an occupation', () => {
  it.each([
    ['Ada Vane, guionista en paro desde que cancelaron la temporada', 'guionista en paro'],
    ['Ada Vane, escritora (lo del pan no hace falta ponerlo)', 'escritora'],
    ['Ada Vane, GP in this valley for two decades', 'GP'],
    ['Ada Vane, crime writer, and NOT under the name this account shows', 'crime writer'],
    ['Ada Vane, apicultrice (et accessoirement maire, mais chut)', 'apicultrice'],
    ['Ada Vane, roteirista, moro em Lisboa faz cinco anos', 'roteirista'],
    ['Ada Vane, Mrs, retired dinner lady', 'retired dinner lady'],
  ])('ends where the sentence goes on: %s', (text, occupation) => {
    expect(written(`I sign.\n${text}`, 'Ada Vane')).toMatchObject({ name: 'Ada Vane', occupation })
  })

  it.each([
    'founder of We Are Poets',
    'author of "Help! I am alive" and gardener',
    'translator (German and Danish into English)',
    'professora no Conservatório do Porto',
    "trad. (angl., esp.), membre de l'A.T.V.",
    'it consultant',
  ])('is whole: %s', occupation => {
    expect(written(`I sign.\nAda Vane, ${occupation}`, 'Ada Vane')).toMatchObject({
      name: 'Ada Vane',
      occupation,
    })
  })
})

it('takes no clause for an occupation', () => {
  const text = 'Io, Ada Vane, bibliotecaria, chiede di poter firmare'
  expect(written(text, 'Ada Vane')).toEqual({ name: 'Ada Vane', occupation: 'bibliotecaria' })
})

describe('an organisation', () => {
  it.each([
    ['La Corale Santa Cecilia aderisce compatta.', 'La Corale Santa Cecilia'],
    ['Dear all, the Tuesday Singers of Arden would like to be counted in.', 'Tuesday Singers of Arden'],
    ['Als Laden, nicht ich persönlich.\n\nBuchhandlung Eule, Inh. Ada Vane', 'Buchhandlung Eule'],
  ])('ends before the verb: %s', (text, organisation) => {
    expect(written(text)).toMatchObject({ kind: 'organisation', organisation })
  })
})

describe('a sentence about oneself', () => {
  it.each([
    ['Please add me. I have been a nurse for 22 years and love it.\n\nAda Vane', 'nurse'],
    ['Please add me. I have been a nurse for 22 years.\n\nAda Vane\nRetired midwife', 'Retired midwife'],
    ["Please add me. I'm a gardener now and much happier.\n\nAda Vane", 'gardener'],
    ['Please add me. I am now a gardener.\n\nAda Vane', 'gardener'],
    ["Please add me. I'm the ferryman at the old weir.\n\nAda Vane", 'ferryman at the old weir'],
    ["I'm a baker in Arden and half of what I bake goes there. I sign.\n\nAda Vane", 'baker in Arden'],
    ['As a writer of ghost stories I would like to sign.\n\nAda Vane', 'writer of ghost stories'],
    ['I would like to sign as a parent and as a midwife who sings.\n\nAda Vane', 'midwife'],
    ['I sign.\n\nAda Vane\nNovelist\nRepresented by Finch Literary Agency', 'Novelist'],
    ['Name: Ada Vane. Translator from Polish.', 'Translator from Polish'],
  ])('gives the occupation: %s', (text, occupation) => {
    expect(written(text, 'Ada Vane')).toEqual({ name: 'Ada Vane', occupation })
  })

  it.each([
    "Please add me. I've been a fan of the library for years.\n\nAda Vane",
    "I'm the first at the pool every day. Please add me.\n\nAda Vane",
    'I fully support this. Please add:\n\nProfessor Ada Vane',
  ])('gives none: %s', text => {
    expect(written(text, 'Professor Ada Vane')).not.toHaveProperty('occupation')
  })
})

describe('a house below a name', () => {
  it.each(['The Old Rectory\nNether Arden', 'The Old School House'])('is never published: %s', house => {
    expect(written(`I sign.\n\nAda Vane\n${house}`, 'Ada Vane')).toEqual({ name: 'Ada Vane' })
  })

  it('is not seen in the name of a theatre', () => {
    const details = { name: 'Ada Vane', occupation: 'Stage manager', organisation: 'The Old Vic' }
    expect(written('I sign.\n\nAda Vane\nStage manager, The Old Vic', 'Ada Vane')).toEqual(details)
  })
})

it('takes a shop and a street below a name for no further people', () => {
  const text =
    "My husband and I both swim. Please add me.\n\nAda Vane\nBoat builder\nVane's Boats\nFerry Lane"
  expect(written(text, 'Ada Vane')).toMatchObject({ name: 'Ada Vane', occupation: 'Boat builder' })
})

it('takes no question below a name for an occupation', () => {
  expect(written('I sign.\n\nMalte Rüdiger\nBühnenbildner\nmagst Du auch unterschreiben?')).toEqual({
    name: 'Malte Rüdiger',
    occupation: 'Bühnenbildner',
  })
})

it('finds an organisation behind a dash', () => {
  expect(written('Ada Lovelace, composer - London Symphony')).toEqual({
    name: 'Ada Lovelace',
    occupation: 'composer',
    organisation: 'London Symphony',
  })
})

it('takes no title that begins with a petition for a command', () => {
  const slugs = new Set(['forest'])
  expect(understandRequest({ subject: '', text: 'Open forest policy', slugs }).kind).toBe('sign')
})
