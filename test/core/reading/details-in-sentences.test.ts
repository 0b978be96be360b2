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

it('takes no clause for an occupation', () => {
  const text = 'Io, Ada Vane, bibliotecaria, chiede di poter firmare'
  expect(written(text, 'Ada Vane')).toEqual({ name: 'Ada Vane', occupation: 'bibliotecaria' })
})

describe('an organisation', () => {
  it.each([
    [
      'Der Bund der Eulen e. V. unterstützt die Petition und möchte unterzeichnen.',
      'Der Bund der Eulen e. V.',
    ],
    ['La Corale Santa Cecilia aderisce compatta.', 'La Corale Santa Cecilia'],
    ['Dear all, the Tuesday Singers of Arden would like to be counted in.', 'Tuesday Singers of Arden'],
    ['Als Laden, nicht ich persönlich.\n\nBuchhandlung Eule, Inh. Ada Vane', 'Buchhandlung Eule'],
    ['der Vorstand des Fördervereins Lesesaal hat beschlossen, mitzuzeichnen.', 'Förderverein Lesesaal'],
  ])('ends before the verb: %s', (text, organisation) => {
    expect(written(text)).toMatchObject({ kind: 'organisation', organisation })
  })
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
