/** Changes to a reply that must not change what is understood. */
import type { MadeEmail, MadeIn, MadeLanguage } from './made.ts'

/** Undefined if the change cannot be made to this reply. */
type Change = (made: MadeEmail, language: MadeLanguage) => MadeEmail | undefined

const isMarker = (line: string) => /^\{[A-Z-]+(?:: .*)?\}$/.test(line)
const MOVABLE = /^\{(?:QUOTE|APPLE|THUNDERBIRD|YAHOO|OUTLOOK|OUTLOOK-NEW|SAMSUNG)\}$/

/** Changes the lines above the quotation, if there are any. */
function typed(made: MadeEmail, change: (lines: string[]) => string[]): MadeEmail | undefined {
  const marker = made.text.findIndex(isMarker)
  const above = marker === -1 ? made.text : made.text.slice(0, marker)
  const lines = above.slice(0, above.findLastIndex(line => line !== '') + 1)
  if (lines.length === 0) return undefined
  return { ...made, text: [...change(lines), ...(marker === -1 ? [] : ['', ...made.text.slice(marker)])] }
}

const below =
  (...lines: string[]): Change =>
  made =>
    typed(made, above => [...above, '', ...lines])
const above =
  (...lines: string[]): Change =>
  made =>
    typed(made, rest => [...lines, '', ...rest])
const inEachLine =
  (change: (line: string) => string): Change =>
  made =>
    typed(made, lines => lines.map(change))
const inFirstLanguages =
  (
    words: Partial<Record<MadeLanguage, string>>,
    change: (words: string, made: MadeEmail) => Change,
  ): Change =>
  (made, language) => {
    const said = words[language]
    return said === undefined ? undefined : change(said, made)(made, language)
  }

/** Programs put it before the subject of the answered email. */
const subject =
  (before: string): Change =>
  made =>
    /^(?:Re: )?\{SUBJECT\}/i.test(made.subject)
      ? { ...made, subject: made.subject.replace(/^(?:Re: )?/i, before) }
      : undefined

/** The same words above our email, quoted by another program. */
const quotedAs =
  (program: string): Change =>
  made => {
    const markers = made.text.filter(isMarker)
    if (made.html || markers.length > 1 || !markers.every(line => MOVABLE.test(line))) return undefined
    const unquoted = { ...made, text: made.text.filter(line => !isMarker(line)) }
    return typed(unquoted, lines => [...lines, '', `{${program}}`])
  }

const bottomPosted: Change = made =>
  !made.html && made.text.at(-1) === '{QUOTE}' && made.text.filter(isMarker).length === 1
    ? { ...made, text: ['{QUOTE}', '', ...made.text.slice(0, -1)] }
    : undefined

const asHtml: Change = made =>
  !made.html && made.text.filter(isMarker).every(line => /^\{(?:QUOTE|APPLE|OUTLOOK)\}$/.test(line))
    ? { ...made, html: true }
    : undefined

export const greetings = {
  en: 'Hello,',
  de: 'Guten Tag,',
  fr: 'Bonjour,',
  es: 'Hola:',
  it: 'Buongiorno,',
  nl: 'Beste allemaal,',
  pt: 'Olá,',
}
export const closings = {
  en: 'Kind regards,',
  de: 'Viele Grüße',
  fr: 'Cordialement,',
  es: 'Un saludo,',
  it: 'Cordiali saluti',
  nl: 'Groeten,',
  pt: 'Abraços,',
}
const footers = {
  en: 'This email and any attachments are confidential and intended solely for the addressee. If you have received it in error, please notify the sender and delete it.',
  de: 'Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte den Absender und löschen Sie diese E-Mail.',
  fr: "Ce message et ses pièces jointes sont confidentiels et destinés exclusivement à leurs destinataires. Si vous l'avez reçu par erreur, merci de le détruire et d'en avertir l'expéditeur.",
  es: 'Este mensaje es confidencial y va dirigido exclusivamente a su destinatario. Si lo ha recibido por error, le rogamos que lo comunique al remitente y lo elimine.',
  it: 'Questo messaggio è riservato ed è destinato esclusivamente al destinatario. Se lo avete ricevuto per errore, vi preghiamo di avvisare il mittente e cancellarlo.',
  nl: 'Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde. Indien u dit bericht ten onrechte heeft ontvangen, verzoeken wij u de afzender te informeren en het te verwijderen.',
  pt: 'Esta mensagem é confidencial e destina-se exclusivamente ao destinatário. Se a recebeu por engano, por favor avise o remetente e apague-a.',
}
const postscripts = {
  en: 'PS: Have a lovely weekend!',
  de: 'PS: Schönes Wochenende!',
  fr: 'PS : bon week-end !',
  es: 'PD: ¡Buen fin de semana!',
  it: 'PS: buon fine settimana!',
  nl: 'PS: fijn weekend!',
  pt: 'PS: bom fim de semana!',
}
const company = [
  'Head of Research',
  'Example Instruments Ltd',
  '12 Harbour Road, Bristol BS1 4QA',
  'Tel: +44 1632 960 123',
  'www.example-instruments.com',
]
const gmbh = [
  'Leiterin Vertrieb',
  '',
  'Beispiel Maschinenbau GmbH',
  'Hauptstraße 12',
  '70173 Stuttgart',
  'Telefon: +49 711 123456',
  'E-Mail: info@beispiel.example',
  'Geschäftsführer: Karl Vollmer',
  'Amtsgericht Stuttgart, HRB 12345',
]
const banner =
  'CAUTION: This email originated from outside the organisation. Do not click links or open attachments unless you recognise the sender.'

export const harmlessChanges: Record<string, Change> = {
  'a greeting': inFirstLanguages(greetings, words => above(words)),
  'a first name': inFirstLanguages(closings, (words, made) =>
    below(words, made.from.name.split(' ')[0] ?? ''),
  ),
  'a closing': inFirstLanguages(closings, (words, made) => below(words, made.from.name)),
  'a name': (made, language) => below(made.from.name)(made, language),
  pronouns: (made, language) => below(`${made.from.name} (she/her)`)(made, language),
  'a phone number': below('Tel. +44 1632 960 123'),
  'a day at the end': below('16 November 2026'),
  'a day at the top': above('Montag, 16. November 2026'),
  'a company': inFirstLanguages(closings, (words, made) => below(words, '', made.from.name, ...company)),
  'a company below a mark': (made, language) => below('-- ', made.from.name, ...company)(made, language),
  'a GmbH': (made, language) => below('Mit freundlichen Grüßen', '', made.from.name, ...gmbh)(made, language),
  'a legal footer': inFirstLanguages(footers, words => below(words)),
  'a legal footer below a mark': inFirstLanguages(footers, words => below('--', words)),
  'a postscript': inFirstLanguages(postscripts, words => below(words)),
  'an iPhone': below('Sent from my iPhone'),
  'a German iPhone': below('Von meinem iPhone gesendet'),
  'a French iPhone': below('Envoyé de mon iPhone'),
  'Outlook on a phone': below('Get Outlook for iOS<https://aka.ms/o0ukef>'),
  'a banner': above(banner),
  'blank lines': made => typed(made, lines => ['', ...lines.flatMap(line => [line, ''])]),
  'spaces that do not break': inEachLine(line => line.replaceAll(' ', '\u00a0')),
  'spaces around lines': inEachLine(line => `  ${line}   `),
  'typographic apostrophes': inEachLine(line => line.replaceAll("'", '’')),
  'lower case': inEachLine(line => line.replace(/^\p{Lu}/u, first => first.toLowerCase())),
  'no full stop': inEachLine(line => line.replace(/(?<=[\p{L}\p{N}])[.!]+$/u, '')),
  'a smile': made =>
    typed(made, lines => lines.map((line, at) => (at === lines.length - 1 ? `${line} 🙂` : line))),
  'bottom posting': bottomPosted,
  HTML: asHtml,
  ...Object.fromEntries(
    ['AW: ', 'RE: ', 'SV: ', 'Re: [EXTERN] ', 'Re: ***SPAM*** AW: '].map(one => [`“${one}”`, subject(one)]),
  ),
  ...Object.fromEntries(
    ['QUOTE', 'APPLE', 'THUNDERBIRD', 'YAHOO', 'OUTLOOK', 'OUTLOOK-NEW', 'SAMSUNG'].map(one => [
      one,
      quotedAs(one),
    ]),
  ),
}

export interface Changed extends MadeIn {
  change: string
}

/** A harmless change for each reply, each in its turn. */
export function changedReplies(replies: readonly MadeIn[]): Changed[] {
  const changes = Object.entries(harmlessChanges)
  return replies.flatMap(({ made, language }, at) => {
    for (let turn = 0; turn < changes.length; turn += 1) {
      const [change, apply] = changes[(at + turn) % changes.length] ?? []
      const changed = apply?.(made, language)
      if (change !== undefined && changed !== undefined) return [{ made: changed, language, change }]
    }
    return []
  })
}
