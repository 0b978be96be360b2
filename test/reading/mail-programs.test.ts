/** A yes above a quotation, as email programs and webmail of many countries write it, and a no anywhere beside it. */
import { describe, expect, it } from 'vitest'
import { replied } from './our-emails.ts'

const us = 'Undersigned <sign@localhost>'
const header = (labels: string, date = '16.11.2026 10:01') =>
  labels
    .split(' ')
    .map((label, at) => `${label}: ${[us, date, 'lena@people.example', 'x'][at]}`)
    .join('\n')

/** The words of the yes, the lines above our text, the mark before each of its lines. */
const programs: [program: string, yes: string, above: string, mark: string, below?: string][] = [
  [
    'Orange',
    'Oui, je confirme',
    `> Message du 16/11/26 10:01\n> De : "Undersigned" <sign@localhost>\n> A : lena@people.example\n> Copie à : \n> Objet : x\n> `,
    '> ',
  ],
  [
    'SFR',
    'Oui',
    'De : "Undersigned" <sign@localhost>\nDate : 16 nov. 2026 à 10:01:11\nA : lena@people.example\nSujet : x\n',
    '',
  ],
  [
    'Virgilio',
    'Sì',
    `----Messaggio originale----\nDa: sign@localhost\nData: 16/11/2026 10.01\nA: <lena@people.example>\nOgg: x\n`,
    '',
  ],
  [
    'Interia',
    'Tak',
    `Temat: x\nData: 2026-11-16 10:01\nNadawca: "Undersigned" <sign@localhost>\nAdresat: lena@people.example;`,
    '> ',
  ],
  ['Seznam', 'Ano', `---------- Původní e-mail ----------\n${header('Od Komu Datum Předmět')}`, ''],
  [
    'eM Client',
    'Yes',
    '------ Original Message ------\nFrom "Undersigned" <sign@localhost>\nTo lena@people.example\nDate 16/11/2026 10:01:11\nSubject x\n',
    '>',
  ],
  [
    'Horde',
    'Yes',
    `----- Message from ${us} ---------\n   Date: Mon, 16 Nov 2026 10:01:00 +0100\n   From: ${us}\nReply-To: sign@localhost\nSubject: x\n     To: lena@people.example\n\n`,
    '> ',
    `----- End message from ${us} -----`,
  ],
  [
    'IMP',
    'Yes please',
    `Quoting ${us}:\n`,
    '> ',
    '----------------------------------------------------------------\nThis message was sent using IMP, the Internet Messaging Program.',
  ],
  [
    'Tuta',
    'Yes\n\n--\nSent with Tuta; enjoy secure & ad-free emails:\nhttps://tuta.com',
    '16 Nov 2026, 10:01 by sign@localhost:\n',
    '> ',
  ],
  [
    'Outlook for Android',
    'Ja\n\nOutlook für Android<https://aka.ms/AAb9ysg> herunterladen',
    header('Von Gesendet An Betreff'),
    '',
  ],
  ['Mailtrack', 'Yes\n\nSender notified by Mailtrack', `On Mon, 16 Nov 2026 at 10:01, ${us} wrote:\n`, '> '],
  ['an iPhone with a picture', 'Yes\ufffc', `> On 16 Nov 2026, at 10:01, ${us} wrote:\n> `, '> '],
  ['Mail.ru', 'Да', `Понедельник, 16 ноября 2026, 10:01 +03:00 от ${us}:\n`, '> '],
  [
    'QQ',
    '同意',
    `------------------ 原始邮件 ------------------\n${header('发件人 发送时间 收件人 主题')}`,
    '',
  ],
  ['Onet', 'Tak', `W dniu 2026-11-16 10:01:11 użytkownik ${us} napisał:`, '> '],
  ['GMX', 'Ja', `Am 16.11.26, 10:01 schrieb ${us}:`, '> '],
  [
    'Proton Mail',
    'Yes\n\nSent with Proton Mail secure email.',
    `On Monday, November 16th, 2026 at 10:01 AM, ${us} wrote:\n`,
    '> ',
  ],
  ['Zoho', 'Yes', `---- On Mon, 16 Nov 2026 10:01:11 +0100 ${us} wrote ---\n`, '> '],
  ['Yahoo', 'Yes', `On Monday, November 16, 2026 at 10:01:11 AM GMT+1, ${us} wrote:\n`, ''],
]

const quoting =
  (own: string, above: string, mark: string, below = '') =>
  (lines: string[]) =>
    [own, '', above, ...lines.map(line => mark + line), '', below].join('\n')

describe.each(programs)('the quotation of %s', (_, yes, above, mark, below = '') => {
  it('leaves the yes above it', async () => {
    expect(await replied('pleaseConfirm', quoting(yes, above, mark, below))).toMatchObject({
      wish: { kind: 'confirms' },
    })
  })

  it.each([
    ['below it', quoting('', above, mark, `${below}\n\nThat was not me.`)],
    ['inside it', (lines: string[]) => quoting('', above, mark, below)(lines.toSpliced(3, 0, 'NO! Not me'))],
    [
      'in one of its lines',
      (lines: string[]) =>
        quoting(
          '',
          above,
          mark,
          below,
        )(lines.map(line => line.replace('Lena Holt, potter', 'L. Holt (no potter)'))),
    ],
  ])('hides no word %s', async (_where, write) => {
    const read = await replied('pleaseConfirm', write)
    expect(read).not.toMatchObject({ wish: { kind: 'confirms' } })
  })
})

it.each([
  'Mira Okafor | Illustrator\nLinkedIn: linkedin.com/in/lenaholt',
  'Lena Holt\nPotter • she/her\nhttps://lenaholt.example',
  'Lena\n\n“Be the change you wish to see.” – Gandhi',
  'Lena Holt\n\nDit e-mailbericht is uitsluitend bestemd voor de geadresseerde.',
  'Lena Holt\n\nThis e-mail and any files transmitted with it are intended solely for the use of the individual or entity to whom they are addressed.',
  'Lena Holt\n\nSave paper - think before you print.',
])('is a yes above the block %j', async block => {
  const own = `Yes, I confirm.\n\n${block.replace('Mira Okafor', 'Lena Holt')}`
  const above = `On Mon, 16 Nov 2026 at 10:01, ${us} wrote:`
  expect(await replied('pleaseConfirm', quoting(own, above, '> '))).toMatchObject({
    wish: { kind: 'confirms' },
  })
})

it.each([
  'This message was intended solely for somebody else.',
  'Deze mail is uitsluitend bestemd voor iemand anders.',
  'This email was sent to the wrong recipient, it is confidential.',
])('is no notice: %j', async text => {
  const read = await replied('pleaseConfirm', () => text)
  expect(read).not.toMatchObject({ wish: { kind: 'confirms' } })
})
