/**
 * "García Márquez, Lucía", from lucia.garcia@…, is "Lucía García Márquez": Exchange writes the family name first, and the address shows
 * which one it is. Without that proof, "Jane Roe, Paris" stays as it is.
 */
export function givenNameFirst(name: string, address: string): string {
  const [, family = '', given = ''] = /^([^,]{2,60}), ([^,]{2,60})$/u.exec(name) ?? []
  const [first = ''] = plainWords(given)
  const local = plainWords(address.slice(0, address.lastIndexOf('@'))).join('')
  const isOf = (last: string) =>
    [first, first.charAt(0)].some(begin => [begin + last, last + begin].includes(local))
  return first !== '' && plainWords(family).some(isOf) ? `${given} ${family}` : name
}

/** Without accents, in lower case: "María-José" is maria and jose. */
function plainWords(text: string): string[] {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.match(/\p{L}+/gu) ?? []
}
