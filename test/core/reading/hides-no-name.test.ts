// Complaints about the page and the list, beside wishes to be counted only.

import { describe, expect, it } from 'vitest'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const read = (text: string) =>
  understandRequest({ subject: 'Petition', text: `${text}\n\nUna Person, painter`, fromName: 'Una Person' })

describe('the name stays shown', () => {
  it.each([
    "I can't put my name on the page, the form is broken.",
    "The site won't list me. Please list",
    'No me deja firmar en la página, así que firmo aquí.',
    "Le site n'affiche pas mon nom.",
    'Mein Name wird auf der Seite nicht angezeigt.',
    'Il mio nome non è visibile sul sito.',
    'O meu nome não está publicado no site.',
    'Mijn naam wordt niet getoond op de site.',
    'Mitt namn visas inte på sidan.',
    'No reason not to show my name:',
    'Please do not publish my occupation. Yes',
    "Je n'ai pas pu signer en ligne, je le fais donc par ce message.",
  ])('%s', text => expect(JSON.stringify(read(text))).not.toContain('"listed":false'))

  it('even beside a yes', () =>
    expect(read('Please do not publish my occupation. Yes')).toMatchObject({ kind: 'sign' }))
})

describe('the name is hidden', () => {
  it.each([
    'Please do not publish my name. I sign.',
    'I sign, as long as my name is not published.',
    'Ich unterschreibe, mein Name wird aber bitte nicht veröffentlicht.',
    'Firmo. Mi nombre no debe aparecer en la web.',
    'You cannot put my name online. I sign.',
  ])('%s', text => expect(read(text)).toHaveProperty('written.listed', false))
})

describe('an address is no detail', () => {
  it.each(['ул. Ленина, д. 5, кв. 12', 'RR 2 Box 118, Athens', 'Mannerheimintie 5 A 12', 'רחוב דיזנגוף 99'])(
    '%s',
    place => {
      const request = understandRequest({
        subject: '',
        text: `I sign.\n\nUna Person, painter, ${place}`,
        fromName: 'Una Person',
      })
      expect(JSON.stringify(request)).not.toMatch(/\d/)
    },
  )
})
