import { describe, expect, it } from 'vitest'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const read = (text: string, fromName: string) => understandRequest({ subject: 'Signature', text, fromName })

describe('several people in one email', () => {
  it.each<[string, string, object]>([
    ['Please add my wife and me:\nMira Okafor and Tom Reed', 'Mira Okafor', { name: 'Mira Okafor' }],
    ['Mira Okafor / Tom Reed', 'Mira Okafor', { name: 'Mira Okafor' }],
    ['Mira Okafor / Tom Reed', 'Tom Reed', { name: 'Tom Reed' }],
    [
      'Mira Okafor, illustrator, and Tom Reed, composer',
      'Mira Okafor',
      { name: 'Mira Okafor', occupation: 'illustrator' },
    ],
    [
      'Mira Okafor, illustrator\nTom Reed, composer',
      'Tom Reed',
      { name: 'Tom Reed', occupation: 'composer' },
    ],
    ['Jane and John Roe, painters', 'John Roe', { name: 'John Roe' }],
    ['Ada & Charles Babbage, inventors', 'Ada Babbage', { name: 'Ada Babbage' }],
    ['Ella Winter, Sam Winter, Joan Brook', 'Ella Winter', { name: 'Ella Winter' }],
    ['Firmamos Pilar Soto y Diego Lara', 'Pilar Soto', { name: 'Pilar Soto' }],
    [
      'O meu marido, Rui Paiva, pintor, e eu, Marta Paiva, atriz, queremos assinar.',
      'Marta Paiva',
      { name: 'Marta Paiva', occupation: 'atriz' },
    ],
    [
      'Somos tres y firmamos todos: Pilar Soto (yo), Diego Lara y el señor Cano',
      'Pilar Soto',
      { name: 'Pilar Soto' },
    ],
    [
      'Can you add the following individuals?\n- Dr. Jane Moss, Director\n- Ann Lee, PhD, Librarian\n\nBest,\nMira',
      'Mira Okafor',
      { name: 'Mira Okafor' },
    ],
  ])('proposes the sender alone: %j from %s', (text, from, written) =>
    expect(read(text, from)).toEqual({ kind: 'sign', written, several: true }),
  )

  it.each<[string, string]>([
    ['Tom Reed und Jane Moss', 'Mira Okafor'],
    ['Please sign us up: Jane Doe and John Doe', 'The Doe Family'],
    ['Jane and John Roe', 'Jane and John Roe'],
  ])('proposes nobody if the sender is not clear: %j from %s', (text, from) =>
    expect(read(text, from)).toEqual({ kind: 'sign', written: {}, several: true }),
  )

  it('keeps the wish that no name be shown', () =>
    expect(read('Jane Roe and John Doe. Please do not publish my name.', 'Jane Roe')).toEqual({
      kind: 'sign',
      written: { name: 'Jane Roe', listed: false },
      several: true,
    }))

  it.each([
    'Mira Okafor, illustrator and painter',
    'Mira Okafor\nillustrator\nBrightwater Studios',
    'Grace Hopper\nRear Admiral, US Navy',
    'Society of Tiny Publishers, Eve Moss, director',
    'Mira Okafor, Chair of Arts and Letters, University of Somewhere',
    'Mira Okafor, Rosen & Sons',
    'Mira Okafor, singer, Anna and the Owls',
    'Mira Okafor / New York',
    'Mira Okafor, author of Pride and Prejudice Revisited',
    'José Ortega y Gasset, filósofo',
    'Dear Ann Poole,\nI sign.\nJane Roe, potter',
    'I grew up with Jane Moss and Tom Reed. I sign.',
  ])('finds one person in %j', text => expect(read(text, 'Mira Okafor')).not.toHaveProperty('several'))
})
