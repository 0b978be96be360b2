import { expect, test } from 'vitest'
import { givenNameFirst } from '../../../src/adapters/email/headers/given-name-first.ts'

test.each([
  ['García Márquez, Lucía', 'lucia.garcia@x.example', 'Lucía García Márquez'],
  ['García Márquez, Lucía', 'lmarquez@x.example', 'Lucía García Márquez'],
  ['GARCIA MARQUEZ, Lucia Inés', 'garcial@x.example', 'Lucia Inés GARCIA MARQUEZ'],
  ['Le Guin, Ursula K.', 'ursula_guin@x.example', 'Ursula K. Le Guin'],
  ['Ada Lovelace, Paris', 'ada.lovelace@x.example', 'Ada Lovelace'],
  ['Jane Roe, Translator', 'roe.jane@x.example', 'Jane Roe'],
  ['Nguyễn Thị, Lan', 'lan.nguyen@x.example', 'Lan Nguyễn Thị'],
])('%s of %s is %s', (name, address, right) => expect(givenNameFirst(name, address)).toBe(right))

test.each([
  ['Jane Roe, Paris', 'hello@x.example'],
  ['Jane Roe, Translator', 'translator@x.example'],
  ['García Márquez, Lucía', 'flores77@x.example'],
  ['Jane Roe', 'jane.roe@x.example'],
  ['Silva Santos, Rui', 'ssantos@x.example'],
  ['', ''],
])('%s of %s stays', (name, address) => expect(givenNameFirst(name, address)).toBe(name))
