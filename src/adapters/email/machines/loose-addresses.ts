/** Lower-case addresses of any header, however odd: good enough to recognise a machine, never to answer. */
export function looseAddresses(value: string): string[] {
  return [
    ...value
      .slice(0, 4096)
      .toLowerCase()
      .matchAll(/[^\s<>(),;:"@]{1,64}@[^\s<>(),;:"@]{1,255}/g),
  ].map(match => match[0])
}

const NOBODY =
  /^(?:no|do-?_?\.?not|dont|donot|never|ne|nicht|keine?|non?)[-_.]?(?:reply|respond|response|answer|antwort(?:en)?|repondre|responder|rispondere|risposta|responda|replies)s?\d{0,3}(?:[-+_.].{0,40})?$|^(?:auto-?(?:reply|respond(?:er)?|confirm|mailer|notification))$|^(?:listserv|majordomo|mailman|cron|daemon|uucp)$/

/** Nobody reads what is sent there: no-reply@, listserv@. */
export function isNobody(address: string): boolean {
  return NOBODY.test(address.slice(0, address.lastIndexOf('@')))
}
