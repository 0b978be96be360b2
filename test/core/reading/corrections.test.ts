import { describe, expect, it } from 'vitest'
import { understandAnswer } from '../../../src/core/reading/understand-answer.ts'

const shown = { kind: 'person', name: 'Mira Okafor', occupation: 'interpreter', listed: true } as const

function answer(text: string) {
  return understandAnswer({
    subject: 'Re: Mira, please confirm your signature',
    text,
    shown,
    fromName: 'Mira Okafor',
  })
}

describe('a correction in plain words', () => {
  it.each<[string, object]>([
    ['Please correct: Mira Okafór, interpreter', { name: 'Mira Okafór' }],
    ['It should be "Mira Okafór".', { name: 'Mira Okafór' }],
    ['it should be Okafór', { name: 'Mira Okafór' }],
    ['It should be Mira Okafór, though.', { name: 'Mira Okafór' }],
    ['Il faut écrire Okafór, merci', { name: 'Mira Okafór' }],
    ['Please change my occupation to painter, thank you', { occupation: 'painter' }],
    ['My name is spelled Okafór, not Okafor', { name: 'Mira Okafór' }],
    ['My name is spelled Mira Okafór', { name: 'Mira Okafór' }],
    ['Please use my full name Mira Adaeze Okafor', { name: 'Mira Adaeze Okafor' }],
    ['Please write Mira with an accent: Míra', { name: 'Míra Okafor' }],
    ['The accent is missing: Okafór', { name: 'Mira Okafór' }],
    ['Correct my occupation: painter', { occupation: 'painter' }],
    ['I am a translator, not an interpreter', { occupation: 'translator' }],
    ['Small correction: wordsmith, not interpreter', { occupation: 'wordsmith' }],
    ['Mira Okafir, not Okafor.', { name: 'Mira Okafir' }],
    ['Mon nom s’écrit Okafór', { name: 'Mira Okafór' }],
    ['Il manque l’accent : Okafór', { name: 'Mira Okafór' }],
    ['Es muss Okafór heißen', { name: 'Mira Okafór' }],
    ['Mein Name schreibt sich Okafór, nicht Okafor.', { name: 'Mira Okafór' }],
    ['Debe ser Okafór, no Okafor', { name: 'Mira Okafór' }],
    ['Il cognome corretto è Okafór', { name: 'Mira Okafór' }],
    ['O meu nome escreve-se Okafór', { name: 'Mira Okafór' }],
    ['Het moet Okafór zijn', { name: 'Mira Okafór' }],
  ])('is made: %j', (text, written) => expect(answer(text)).toEqual({ kind: 'corrects', written }))

  it.each([
    'It should be "Stop Everything".',
    'It should be fixed',
    'Please correct: everything is wrong',
    'It must be read by everybody',
    'It should be clearer what this is',
  ])('is asked about: %j', text => expect(answer(text).kind).toBe('asks'))

  it.each(['Yes\nmira okafor, Interpreter', 'Yes, I confirm.\nMira Okafor, interpreter'])(
    'is not seen in the details as they stand: %j',
    text => expect(answer(text)).toMatchObject({ kind: 'confirms' }),
  )

  it('is not seen in a name retyped without its accents', () =>
    expect(
      understandAnswer({
        subject: 'Re: please confirm',
        text: 'Yes\nJose Garcia, writer',
        shown: { kind: 'person', name: 'José García', occupation: 'writer', listed: true },
        fromName: 'José García',
      }),
    ).toMatchObject({ kind: 'confirms' }))
})
