/**
 * "Ada Lovelace, Paris", from ada.lovelace@…, is Ada Lovelace, and "García Márquez, Lucía", from lucia.garcia@…, is Lucía García Márquez:
 * the address shows what stands first. If it does not, the name stays as it is.
 */
export function givenNameFirst(name: string, address: string): string {
  const [, before = '', after = ''] = /^([^,]{2,60}), ([^,]{2,60})$/u.exec(name) ?? []
  const local = plainWords(address.slice(0, address.lastIndexOf('@'))).join('')
  const [first = '', ...others] = plainWords(before)
  const [given = ''] = plainWords(after)
  if (isMadeOf(local, given, [first, ...others])) return `${after} ${before}`
  return isMadeOf(local, first, others) ? before : name
}

/** "ada.lovelace", "alovelace", "lovelace.a" */
function isMadeOf(local: string, given: string, family: readonly string[]): boolean {
  const begins = given === '' ? [] : [given, given.charAt(0)]
  return family.some(last => begins.some(begin => [begin + last, last + begin].includes(local)))
}

/** Without accents, in lower case: "María-José" is maria and jose. */
function plainWords(text: string): string[] {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.match(/\p{L}+/gu) ?? []
}
