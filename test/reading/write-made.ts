/** Writes a made email as the sender's program would send it. */
import { plainMail, type SentMail } from '../support/service.ts'
import type { MadeEmail, MadeLanguage } from './made.ts'

type Answered = Pick<SentMail, 'subject' | 'text'>

/** The words with which programs introduce a quotation, and name the lines above an original. */
const programs: Record<MadeLanguage, { wrote: string; separator: string; labels: string[] }> = {
  en: {
    wrote: 'On Mon, 16 Nov 2026 at 10:01, Undersigned <sign@localhost> wrote:',
    separator: '-----Original Message-----',
    labels: ['From', 'Sent', 'To', 'Subject'],
  },
  de: {
    wrote: 'Am Mo., 16. Nov. 2026 um 10:01 Uhr schrieb Undersigned <sign@localhost>:',
    separator: '-----Ursprüngliche Nachricht-----',
    labels: ['Von', 'Gesendet', 'An', 'Betreff'],
  },
  fr: {
    wrote: 'Le lun. 16 nov. 2026 à 10:01, Undersigned <sign@localhost> a écrit :',
    separator: "-----Message d'origine-----",
    labels: ['De', 'Envoyé', 'À', 'Objet'],
  },
  es: {
    wrote: 'El lun, 16 nov 2026 a las 10:01, Undersigned (<sign@localhost>) escribió:',
    separator: '-----Mensaje original-----',
    labels: ['De', 'Enviado el', 'Para', 'Asunto'],
  },
  it: {
    wrote: 'Il giorno lun 16 nov 2026 alle ore 10:01 Undersigned <sign@localhost> ha scritto:',
    separator: '-----Messaggio originale-----',
    labels: ['Da', 'Inviato', 'A', 'Oggetto'],
  },
  nl: {
    wrote: 'Op ma 16 nov 2026 om 10:01 schreef Undersigned <sign@localhost>:',
    separator: '-----Oorspronkelijk bericht-----',
    labels: ['Van', 'Verzonden', 'Aan', 'Onderwerp'],
  },
  pl: {
    wrote: 'pon., 16 lis 2026 o 10:01 Undersigned <sign@localhost> napisał(a):',
    separator: '-----Wiadomość oryginalna-----',
    labels: ['Od', 'Wysłano', 'Do', 'Temat'],
  },
  sv: {
    wrote: 'Den mån 16 nov. 2026 kl 10:01 skrev Undersigned <sign@localhost>:',
    separator: '-----Ursprungligt meddelande-----',
    labels: ['Från', 'Skickat', 'Till', 'Ämne'],
  },
  ja: {
    wrote: '2026年11月16日(月) 10:01 Undersigned <sign@localhost>:',
    separator: '-----元のメッセージ-----',
    labels: ['差出人', '送信日時', '宛先', '件名'],
  },
  cs: {
    wrote: 'po 16. 11. 2026 v 10:01 odesílatel Undersigned <sign@localhost> napsal:',
    separator: '-----Původní zpráva-----',
    labels: ['Od', 'Odesláno', 'Komu', 'Předmět'],
  },
  da: {
    wrote: 'man. 16. nov. 2026 kl. 10.01 skrev Undersigned <sign@localhost>:',
    separator: '-----Oprindelig meddelelse-----',
    labels: ['Fra', 'Sendt', 'Til', 'Emne'],
  },
  fi: {
    wrote: 'ma 16. marrask. 2026 klo 10.01 Undersigned <sign@localhost> kirjoitti:',
    separator: '-----Alkuperäinen viesti-----',
    labels: ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
  },
  uk: {
    wrote: 'пн, 16 лист. 2026 р. о 10:01 Undersigned <sign@localhost> пише:',
    separator: '-----Оригінальне повідомлення-----',
    labels: ['Від', 'Надіслано', 'Кому', 'Тема'],
  },
  tr: {
    wrote: 'Undersigned <sign@localhost>, 16 Kas 2026 Pzt, 10:01 tarihinde şunu yazdı:',
    separator: '-----Özgün İleti-----',
    labels: ['Kimden', 'Gönderme', 'Kime', 'Konu'],
  },
  el: {
    wrote: 'Στις Δευ 16 Νοε 2026 στις 10:01 π.μ., ο χρήστης Undersigned <sign@localhost> έγραψε:',
    separator: '-----Αρχικό μήνυμα-----',
    labels: ['Από', 'Στάλθηκε', 'Προς', 'Θέμα'],
  },
  hu: {
    wrote: 'Undersigned <sign@localhost> ezt írta (időpont: 2026. nov. 16., H, 10:01):',
    separator: '-----Eredeti üzenet-----',
    labels: ['Feladó', 'Küldve', 'Címzett', 'Tárgy'],
  },
  zh: {
    wrote: 'Undersigned <sign@localhost> 于2026年11月16日周一 10:01写道：',
    separator: '-----原始邮件-----',
    labels: ['发件人', '发送时间', '收件人', '主题'],
  },
  ar: {
    wrote: 'في الاثنين، 16 نوفمبر 2026 في 10:01 كتب Undersigned <sign@localhost>:',
    separator: '-----الرسالة الأصلية-----',
    labels: ['من', 'تاريخ الإرسال', 'إلى', 'الموضوع'],
  },
  pt: {
    wrote: 'Undersigned <sign@localhost> escreveu (segunda, 16/11/2026 à(s) 10:01):',
    separator: '-----Mensagem original-----',
    labels: ['De', 'Enviada em', 'Para', 'Assunto'],
  },
}

/** The first email of a signer whose reply is tried: plain, with labels. */
export function firstText({ before, from }: MadeEmail, language: MadeLanguage): string {
  const [name = from.name, ...occupation] = (before ?? `${from.name}, potter`).split(', ')
  const labels = language === 'fr' ? ['Nom', 'Profession'] : ['Name', 'Occupation']
  return `${labels[0]}: ${name}\n${labels[1]}: ${occupation.join(', ')}`
}

/** The line above a quotation on an iPhone or Mac, and in Thunderbird; other languages have Gmail's. */
const appleWrote: Partial<Record<MadeLanguage, string>> = {
  en: 'On 16 Nov 2026, at 10:01, Undersigned <sign@localhost> wrote:',
  de: 'Am 16.11.2026 um 10:01 schrieb Undersigned <sign@localhost>:',
  fr: 'Le 16 nov. 2026 à 10:01, Undersigned <sign@localhost> a écrit :',
  es: 'El 16 nov 2026, a las 10:01, Undersigned <sign@localhost> escribió:',
  it: 'Il giorno 16 nov 2026, alle ore 10:01, Undersigned <sign@localhost> ha scritto:',
  nl: 'Op 16 nov 2026 om 10:01 heeft Undersigned <sign@localhost> het volgende geschreven:',
  pt: 'No dia 16/11/2026, às 10:01, Undersigned <sign@localhost> escreveu:',
  pl: 'Wiadomość napisana przez Undersigned <sign@localhost> w dniu 16 lis 2026, o godz. 10:01:',
}
const thunderbirdWrote: Partial<Record<MadeLanguage, string>> = {
  en: 'On 16/11/2026 10:01, Undersigned wrote:',
  de: 'Am 16.11.26 um 10:01 schrieb Undersigned:',
  fr: 'Le 16/11/2026 à 10:01, Undersigned a écrit :',
  es: 'El 16/11/26 a las 10:01, Undersigned escribió:',
  it: 'Il 16/11/2026 10:01, Undersigned ha scritto:',
  nl: 'Op 16-11-2026 om 10:01 schreef Undersigned:',
  pt: 'Às 10:01 de 16/11/2026, Undersigned escreveu:',
  pl: 'W dniu 16.11.2026 o 10:01, Undersigned pisze:',
}
const yahooWrote = 'On Monday, 16 November 2026 at 10:01:00 GMT, Undersigned <sign@localhost> wrote:'
const samsungSeparator: Partial<Record<MadeLanguage, string>> = {
  en: '-------- Original message --------',
  es: '-------- Mensaje original --------',
}

/** The lines that a marker stands for, in a reply of plain text. `typed`: the words within the marker. */
function quoted(marker: string, typed: string, of: Quoting): string[] {
  const { language, ours, headers } = of
  const { wrote, separator } = programs[language]
  const marked = ours.map(line => `> ${line}`)
  const middle = marked.indexOf('> ', 2)
  switch (marker) {
    case 'QUOTE':
      return [wrote, '', ...marked]
    case 'APPLE':
      return [`> ${appleWrote[language] ?? wrote}`, '> ', ...marked]
    case 'THUNDERBIRD':
      return [thunderbirdWrote[language] ?? wrote, ...marked]
    case 'YAHOO':
      return [yahooWrote, '', ...ours]
    case 'OUTLOOK':
      return [separator, ...headers, '', ...ours]
    case 'OUTLOOK-NEW':
      return ['_'.repeat(32), ...headers, '', ...ours]
    case 'OUTLOOK-PART':
      return ['_'.repeat(32), ...headers, '', ...ours.filter(line => line !== '').slice(0, Number(typed))]
    case 'SAMSUNG':
      return [samsungSeparator[language] ?? separator, ...headers, '', ...ours]
    case 'FORWARD':
      return ['---------- Forwarded message ---------', ...headers, '', ...ours]
    case 'INSIDE':
      return [wrote, '', ...marked.slice(0, middle), '> ', `> ${typed}`, ...marked.slice(middle)]
    case 'INLINE':
      return [wrote, '', ...marked.slice(0, middle), '', typed, '', ...marked.slice(middle)]
    default:
      throw new Error(`unknown marker ${marker}`)
  }
}

interface Quoting {
  language: MadeLanguage
  /** Our email. */
  ours: string[]
  /** From, date, to and subject, as lines. */
  headers: string[]
}

/** The raw email. `answered`: our email, if it answers one. */
export function rawOf(made: MadeEmail, language: MadeLanguage, answered?: Answered): Buffer {
  const raw = plainMail({
    from: fromOf(made),
    to: 'sign+x@localhost',
    subject: inHeader(made.subject.replace('{SUBJECT}', answered?.subject ?? '')),
    text: (made.html ? htmlOf : textOf)(made, language, answered),
    headers: {
      'Content-Transfer-Encoding': '8bit',
      ...(made.html && { 'Content-Type': 'text/html; charset=utf-8' }),
      ...made.headers,
    },
  })
  return Buffer.from(raw.replace(/\r?\n/g, '\r\n'))
}

/** The text with our email in place of the markers. */
export function textOf(made: MadeEmail, language: MadeLanguage, answered?: Answered): string {
  const values = ['Undersigned <sign@localhost>', '16.11.2026 10:01', made.from.name, answered?.subject ?? '']
  const headers = programs[language].labels.map((label, at) => `${label}: ${values[at]}`)
  const ours = (answered?.text ?? '').trimEnd().split('\n')
  const lines = made.text.flatMap(line => {
    const [, marker, typed = ''] = /^\{([A-Z-]+)(?:: (.*))?\}$/.exec(line) ?? []
    return marker === undefined ? [line] : quoted(marker, typed, { language, ours, headers })
  })
  return lines.join('\n')
}

/** The same as HTML, as programs in the browser, Apple Mail and Outlook write it. */
export function htmlOf(made: MadeEmail, language: MadeLanguage, answered?: Answered): string {
  const { wrote, labels } = programs[language]
  const values = [
    'Undersigned &lt;sign@localhost&gt;',
    '16.11.2026 10:01',
    made.from.name,
    answered?.subject ?? '',
  ]
  const ours = (answered?.text ?? '').trimEnd().split('\n').map(inHtml).join('<br>\n')
  const lines = made.text.map(line => {
    if (line === '{QUOTE}')
      return `<div class="gmail_quote"><div dir="ltr" class="gmail_attr">${inHtml(wrote)}<br></div><blockquote class="gmail_quote">${ours}</blockquote></div>`
    if (line === '{APPLE}')
      return `<blockquote type="cite">${inHtml(appleWrote[language] ?? wrote)}<br><br></blockquote><blockquote type="cite">${ours}</blockquote>`
    if (line === '{OUTLOOK}')
      return `<hr><div id="divRplyFwdMsg">${labels.map((label, at) => `<b>${label}:</b> ${values[at]}`).join('<br>')}</div><div>${ours}</div>`
    return `<div>${line === '' ? '<br>' : inHtml(line)}</div>`
  })
  return `<html><body>${lines.join('\n')}</body></html>`
}

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A display name or subject in a header (RFC 2047). */
export function inHeader(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}

export function fromOf({ from }: MadeEmail): string {
  const encoded = inHeader(from.name)
  return `${encoded === from.name ? `"${from.name.replaceAll('"', '\\"')}"` : encoded} <${from.address}>`
}
