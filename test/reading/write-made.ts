/** Writes a made email as the sender's program would send it. */
import type { SentMail } from '../support/service.ts'
import type { MadeEmail, MadeLanguage } from './made.ts'

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

/** The text with our email in place of the markers. */
export function textOf(made: MadeEmail, language: MadeLanguage, answered?: SentMail): string {
  const { wrote, separator, labels } = programs[language]
  const ours = (answered?.text ?? '').trimEnd().split('\n')
  const quoted = ours.map(line => `> ${line}`)
  const values = ['Undersigned <sign@localhost>', '16.11.2026 10:01', made.from.name, answered?.subject ?? '']
  const lines = made.text.flatMap(line => {
    const typed = /^\{INSIDE: (.*)\}$/.exec(line)?.[1]
    if (line === '{QUOTE}') return [wrote, '', ...quoted]
    if (line === '{OUTLOOK}')
      return [separator, ...labels.map((label, at) => `${label}: ${values[at]}`), '', ...ours]
    if (typed === undefined) return [line]
    const middle = quoted.indexOf('> ', 2)
    return [wrote, '', ...quoted.slice(0, middle), '> ', `> ${typed}`, ...quoted.slice(middle)]
  })
  return lines.join('\n')
}

/** The same as HTML, as programs in the browser and Outlook write it. */
export function htmlOf(made: MadeEmail, language: MadeLanguage, answered?: SentMail): string {
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
