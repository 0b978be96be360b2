import { describe, expect, it } from 'vitest'
import { command, read, slugs } from './read-as-service.ts'

describe('a signer whose words begin like a command', () => {
  it.each([
    'Count me in',
    'Count me in!',
    'Count on me',
    'Count Basie',
    'Count my vote',
    'Open letter: yes',
    'Open letter',
    'Open letter, count me in',
    'Open your eyes',
    'Open source developer',
    'Open Rights Group',
    'Help artists, sign me',
    'Help artists survive',
    'Close ranks',
    'Close the loopholes',
    'Glenn Close, actor',
    'Find attached my signature',
    'Find attached',
    'Find peace',
    'Find Hope',
    'Show support',
    'Show my name',
    'Log my name please',
    'Hide my name',
    'Approve',
    'I approve',
    'Approve it',
    'Recent graduate',
    'Recent work',
    'Announce support',
    'Feature film director',
    'Edit my name',
    'Export manager',
    'Expert',
    'Organiser of concerts',
    'Creators unite',
    'Remove AI',
    'Owen',
    'Edith',
    'Udo',
    'Finn Meyer',
    'Hilde',
    'Court',
    'Stas',
    'Klose',
    'Clos',
    'Mount',
    'Comte',
    'Compte sur moi',
    'Comptez sur moi',
    'Ouvrir les yeux',
    'Ouvrir le débat',
    'Fermer les yeux',
    'Journal intime',
    'Chercher la paix',
    'Exporter la culture',
    'count stats recent find export',
  ])('signs: %s', line => {
    for (const request of [read('', line), read(line, ''), read(line, '', slugs), read(line, 'I sign')])
      expect(request.kind).toBe('sign')
    const signed = read(line, 'Ada Lovelace, composer', slugs)
    expect(signed).toMatchObject({ kind: 'sign', written: { name: 'Ada Lovelace', occupation: 'composer' } })
  })

  it.each([
    'Close to my heart',
    'close to my heart, Ada Lovelace',
    'Find us on Instagram',
    'Show must go on',
  ])('is no command, though it may be no signature: %s', line =>
    expect(read('', line, slugs).kind).not.toBe('command'),
  )

  it.each([
    'Open mic',
    'show business',
    'recent convert',
    'open studio day',
    'Export licence',
    'edit videos',
  ])('signs if no known petition is called so: %s', line => {
    expect(read('', line, slugs).kind).toBe('sign')
    expect(read(line, '', slugs).kind).toBe('sign')
  })

  it('means the open letter, even if a petition is called so; its numbers can be asked for all the same', () => {
    expect(read('Open letter', '', slugs).kind).toBe('sign')
    expect(read('open letter', '', slugs).kind).toBe('sign')
    expect(read('stats letter', '', slugs)).toEqual(command('stats letter'))
  })

  it('signs under a subject that would be a command', () => {
    for (const text of ['I sign', 'Ada Lovelace, composer', 'Please count me in.\n\nBest,\nAda'])
      expect(read('stats demo', text).kind).toBe('sign')
  })
})

describe('somebody who leaves', () => {
  it.each([
    'Remove me from the list',
    'Remove me',
    'remove',
    'Remove please',
    'Remove my name',
    'undo',
    'Annuler',
    'Undo my signature',
    'Annuler ma signature',
  ])('leaves: %s', line => expect(read('', line, slugs)).toEqual({ kind: 'withdraw' }))

  it.each(['Remove everything', 'remove all'])('is erased: %s', line =>
    expect(read('', line, slugs)).toEqual({ kind: 'erase' }),
  )

  it.each(['Remove 1 signature: mine', 'remove 4213 my signature please', 'Remove 12, that is me'])(
    'is no organiser who removes somebody: %s',
    line => expect(read('', line, slugs).kind).not.toBe('command'),
  )
})
