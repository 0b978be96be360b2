/**
 * "Ada Lovelace, Paris", from ada.lovelace@…, is Ada Lovelace, and "García Márquez, Lucía", from lucia.garcia@…, is Lucía García Márquez:
 * the address shows what stands first. If it does not, the name stays as it is.
 */
export function givenNameFirst(name: string, address: string): string {
  const [, before = '', after = ''] = /^([^,]{2,60}), ([^,]{2,60})$/u.exec(name) ?? []
  const local = plainWords(address.slice(0, address.lastIndexOf('@'))).join('')
  const [first = '', ...others] = plainWords(before)
  const [given = ''] = plainWords(after)
  const isMadeOf = (begin: string, family: readonly string[]) =>
    begin !== '' && family.some(last => [begin + last, last + begin].includes(local))
  const families = [first, ...others]
  if (isMadeOf(given, families) || isMadeOf(given.charAt(0), families)) return `${after} ${before}`
  // No initial here: Rui Silva Santos may be ssantos@….
  return isMadeOf(first, others) ? before : name
}

/** Without accents, in lower case: "María-José" is maria and jose. */
function plainWords(text: string): string[] {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.match(/\p{L}+/gu) ?? []
}
