/** Words that organisers put around a command in an email: greetings, please and thanks. */

import { cutGreeting } from '../lines.ts'

/** "Hi," or "Guten Tag", and nothing else; or nothing at all. */
export function onlyGreets(line: string): boolean {
  return cutGreeting(line, () => false) === ''
}

const SALUTATION = /^(?:hi|hello|hey|bonjour|bonsoir|salut)(?: \S+){0,2}[,!.]\s+/iu
const ASKING =
  /^(?:please|pls|svp|kindly|(?:could|can|would|will) you|i(?:['’]d| would) like(?: to (?:see|have|get))?|i (?:want|need)(?: to (?:see|have|get))?|may i (?:see|have|get)|pou(?:rriez|rrais|vez|rras)[- ](?:vous|tu)|peux[- ]tu|je (?:voudrais|souhaite|veux)|j['’]aimerais|merci de(?: bien vouloir)?|veuillez)[\s,]+/iu
const HANDING =
  /^(?:(?:send|show|give|tell|get|mail|email) (?:me|us)\s+|(?:me|nous) (?:envoyer|donner|montrer|indiquer)\s+|(?:m['’]|nous\s+)(?:envoyer|indiquer)\s+|(?:envoyez|donnez|montrez|envoie|donne|montre)[- ](?:moi|nous)\s+)/iu
const ARTICLE = /^(?:the|a|our|my|le|la|les|nos|mes)\s+|^l['’]/iu
const THANKS =
  /(?<![\s,.!?])[\s,.!?]+(?:please|pls|(?:many )?thanks(?: a lot| in advance)?|thank you(?: very much)?|cheers|svp|s['’]il (?:vous|te) pla[iî]t|merci(?: beaucoup| d['’]avance)?)$/iu

/** A reply that thanks, and at most gives a name below. It asks for nothing, least of all to sign. */
export function onlyThanks(text: string): boolean {
  const [first = '', ...others] = text.split(/[\n\r]+/).filter(line => line.trim() !== '')
  return (
    first.length < 60 && THANKING.test(first) && others.length <= 2 && others.every(line => line.length < 40)
  )
}

const THANKING =
  /^\s*(?:(?:ok|okay|great|perfect|super|parfait|got it|bien reçu)[\s,.!]+)?(?:(?:many |mille )?thanks?(?: you)?|merci)(?: (?:a lot|so much|very much|again|beaucoup|bien|encore|\p{Lu}\p{Ll}+))?[\s,.!:)]*$/iu

/** "Show me who signed" asks to be told something. */
export function asksToBeTold(line: string): boolean {
  return HANDING.test(line.replace(SALUTATION, '').replace(ASKING, ''))
}

/** "Could you please send me the stats of demo? Thanks" becomes `stats of demo`. */
export function withoutManners(line: string): string {
  const bare = (said: string) => said.replace(/(?<![.!?…\s])[.!?…\s]+$/u, '')
  const unthanked = bare(bare(line).replace(THANKS, '').replace(THANKS, ''))
  const asked = unthanked.replace(SALUTATION, '').replace(ASKING, '').replace(ASKING, '')
  return asked.replace(HANDING, '').replace(ARTICLE, '')
}
