import { describe, expect, it } from 'vitest'
import { withoutTitles } from '../../../src/core/reading/details/person-name.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const written = (text: string, fromName = 'Mira Okafor') => {
  const request = understandRequest({ subject: 'Hello', text, fromName })
  return request.kind === 'sign' ? request.written : request
}
const block = '\n\nMira Okafor\nHead of Music\nLarkrise Academy'

describe('a detail that must not be published', () => {
  it.each([
    'Please add my name, but leave the school out of it.',
    'I sign, privately and not for the school.',
    'I sign. Please do not mention where I work.',
    'Je signe, mais sans mentionner mon employeur.',
    'Ich unterschreibe, aber lassen Sie die Schule bitte weg.',
    'Firmo, pero dejen fuera a la escuela.',
    'Firmo. Vi prego di non nominare la scuola.',
    'Assino, mas deixem a escola de fora.',
    'Ik teken, maar houd de school erbuiten.',
  ])('is left out, with whatever else was told: %s', text =>
    expect(written(`${text}${block}`)).not.toHaveProperty('organisation'),
  )

  it('leaves the occupation if somebody signs in a personal capacity', () => {
    expect(written('I sign in a personal capacity.\n\nMira Okafor, pianist, Larkrise Academy')).toEqual({
      name: 'Mira Okafor',
      occupation: 'pianist',
    })
  })

  it('stays if a label gives it', () => {
    const text = 'I sign. Do not mention my school.\nName: Mira Okafor\nOccupation: pianist'
    expect(written(text)).toMatchObject({ occupation: 'pianist' })
  })

  it('is not meant by a letter about something else', () => {
    expect(written(`No motorway may be built here. I sign.${block}`)).toMatchObject({
      occupation: 'Head of Music',
      organisation: 'Larkrise Academy',
    })
  })

  it.each([
    ['None of my publishers ever asked me. I sign.', 'Tern Press'],
    ['I sign. Translators must not be invisible.', 'Tern Press'],
  ])('is not meant by a sentence about others: %s', (text, organisation) =>
    expect(written(`${text}\n\nMira Okafor, novelist, Tern Press`)).toEqual({
      name: 'Mira Okafor',
      occupation: 'novelist',
      organisation,
    }),
  )

  it('may be a title', () => {
    expect(written('I sign, no titles please.', 'Prof. Dr. Mira Okafor OBE')).toEqual({ name: 'Mira Okafor' })
    expect(withoutTitles('Okafor')).toBe('Okafor')
    expect(withoutTitles(undefined)).toBeUndefined()
  })
})

describe('an organisation that wants nobody named', () => {
  it.each([
    "The shop shall sign: Saltmarsh Library. Please don't put up either of our names, no individual names.",
    'La librairie signe : merci d’inscrire la Librairie du Port, et aucun nom de personne.',
    'Unterschreiben soll die Buchhandlung Zwölf Monate, keine Personennamen bitte.',
  ])('signs without a representative: %s', text =>
    expect(written(text)).toMatchObject({ kind: 'organisation', listed: false }),
  )
})
