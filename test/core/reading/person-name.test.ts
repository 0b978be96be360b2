import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameFromHeader } from '../../../src/core/reading/details/person-name.ts'

describe('the name in a From header', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['"Ada Lovelace"', 'Ada Lovelace'],
    ["'Ada Lovelace'", 'Ada Lovelace'],
    ['Ada Lovelace via Petitions', 'Ada Lovelace'],
    ['Ada Lovelace (via Google Docs)', 'Ada Lovelace'],
    ['Ada Lovelace (Analytical Engines Ltd)', 'Ada Lovelace'],
    ['Ada Lovelace [Extern]', 'Ada Lovelace'],
    ['Ada Lovelace <ada@x.example>', 'Ada Lovelace'],
    ['LOVELACE, Ada', 'Ada LOVELACE'],
    ['Smith, John', 'John Smith'],
    ['Okafor, M.J. (Mira)', 'M.J. Okafor'],
    ['van den Berg, Anna', 'Anna van den Berg'],
    ['al-Haddad, Layla', 'Layla al-Haddad'],
    ["d'Arcy, Jeanne", "Jeanne d'Arcy"],
    ['press-office, Leeds', 'press-office, Leeds'],
    ['OKAFOR, Mira (Brightwater)', 'Mira OKAFOR'],
    ['Okafor Jr., Tom', 'Tom Okafor Jr.'],
    ['Okafor, Mira | Brightwater', 'Mira Okafor'],
    ['Lovelace, PhD', 'Lovelace, PhD'],
    ['Lovelace, Composer', 'Lovelace, Composer'],
    ['García Márquez, Lucía', 'Lucía García Márquez'],
    ['Silva Santos, Rui Miguel', 'Rui Miguel Silva Santos'],
    ['Price, Owen, Marketing', 'Owen Price'],
    ['Okafor, Mira, Dr.', 'Dr. Mira Okafor'],
    ['Jane Roe, Translator', 'Jane Roe, Translator'],
    ['[EXTERNAL] Mira Okafor', 'Mira Okafor'],
    ['Mary (Molly) Byrne', 'Mary (Molly) Byrne'],
    ['"Bob" Lee', '"Bob" Lee'],
    ["D'Angelo; Jr.", "D'Angelo; Jr."],
    ['ada lovelace', 'ada lovelace'],
    ['ADA LOVELACE', 'ADA LOVELACE'],
    ['Null', 'Null'],
    ['X', 'X'],
    ['Gabriel Contact', 'Gabriel Contact'],
    ['I\u00f1\u202eaki Okafor', 'Iñaki Okafor'],
    ['می‌خواهم', 'می‌خواهم'],
    ['क्‍ष शर्मा', 'क्‍ष शर्मा'],
    ['👩‍🚀 Mae', '👩‍🚀 Mae'],
    ['王小明', '王小明'],
    [
      'José María de la Santísima Trinidad y Fernández de Córdoba',
      'José María de la Santísima Trinidad y Fernández de Córdoba',
    ],
    ['José Ortega y Gasset', 'José Ortega y Gasset'],
  ])('%j is %j', (header, name) => expect(nameFromHeader(header)).toBe(name))

  it.each([
    '',
    '   ',
    '\u3164',
    'info',
    'noreply',
    'No Reply',
    'do-not-reply',
    'Service client',
    'mailer-daemon',
    'Office',
    'Sales Team',
    'The Team',
    'Petition Team ✔',
    'Support',
    'admin',
    'Kontakt',
    'ada.lovelace',
    'ada_lovelace',
    'ada99',
    'ada@x.example',
    'http://spam.example/buy',
    '1234',
    '.',
    'A'.repeat(101),
    'Fatima Öztürk Bcc: v@x.example',
    'Alan & Pat Stubbins',
    'Marta e Paulo Costa',
  ])('%j is nobody', header => expect(nameFromHeader(header)).toBeUndefined())

  it('never throws and adds no letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), header => {
        const name = nameFromHeader(header) ?? ''
        const letters = new Set(header.normalize('NFC'))
        for (const letter of name.normalize('NFC')) expect(letters.has(letter) || letter === ' ').toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
