// The lines with which programs and people end an email: telephone, website, pronouns, a logo. They say nothing about signing.

import { fold, wordSet, wordsOf } from './fold-text.ts'

export const CONTACT_WORDS = wordSet(
  'tel tél telephone téléphone telefon telefono teléfono telefone telefoon phone mobile mob mobil móvil cell cellulare portable handy fon fax office direct email mail courriel web website site homepage instagram insta twitter facebook fb linkedin bluesky mastodon tiktok youtube threads whatsapp telegram signal skype zoom pronouns t m p f e w h',
)

// "Studio 18, tel. 055 5550 417"
const ROOM = wordSet(
  'room raum zimmer kamer lokaal stanza studio ufficio bureau salle despacho gabinete sala aula',
)
const isOfRoom = (word: string) => ROOM.has(word) || /^[a-z]?\d{1,4}[a-z]?$/u.test(word)

const NUMBER = /\+?\(?\d[\d\s()./+-]{5,}\d/gu
const ADDRESS = /\S*(?:@|www\.|:\/\/)\S*|\S+\.[a-z]{2,}\/\S*/giu
const PRONOUNS =
  /(?<![\p{L}/])(?:she|he|they|elle|il|iel|sie|er|ella|él|ele|ela|zij|hij)(?:\s?\/\s?\p{L}{2,6}){1,3}(?![\p{L}/])/giu
const IN_BRACKETS = new RegExp(`\\s*\\((?:${PRONOUNS.source})\\)\\s*$`, 'iu')
const IMAGE = /^\[(?:image|cid|logo|bild|imagen?|immagine|afbeelding|imagem)\b[^[\]]{0,100}\]$/iu

// "Phone on request"
const ON_REQUEST =
  /^(?:tel\p{L}*|phone)\.?:?\s(?:number )?(?:on request|auf anfrage|sur demande|su richiesta|op aanvraag)/iu

// "Ada Lovelace, composer 🎹"
const PICTURES = /(?:(?![©®™])\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f\s])+$/u

/** A number, an address, pronouns or a logo, and nothing else but a label for it. */
export function saysWhereOnly(line: string): boolean {
  if (line.length > 200) return false
  if (CONTACT_WORDS.has(/^(\p{L}+): ?\S+$/u.exec(fold(line))?.[1] ?? '')) return true
  if (IMAGE.test(line) || ON_REQUEST.test(line)) return true
  const rest = line.replace(ADDRESS, ' ').replace(NUMBER, ' ').replace(PRONOUNS, ' ')
  return rest !== line && wordsOf(fold(rest)).every(word => CONTACT_WORDS.has(word) || isOfRoom(word))
}

/** Leaves lines empty that only say how to reach somebody, and cuts small pictures off the ends of the others. */
export function withoutContactLines(text: string): string {
  return text
    .split('\n')
    .map(line => (saysWhereOnly(line.trim()) ? '' : withoutPictures(line)))
    .join('\n')
}

/** "Ada Lovelace (she/her)" */
export function withoutPronouns(line: string): string {
  return line.slice(0, -40) + line.slice(-40).replace(IN_BRACKETS, '')
}

/** Looks at the last characters only, so that a long row of pictures costs little. */
function withoutPictures(line: string): string {
  const bare = withoutPronouns(line)
  return bare.slice(0, -40) + bare.slice(-40).replace(PICTURES, '')
}
