import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlToText } from '../../../src/adapters/email/read/html-text.ts'
import { tidyLines, withoutProgramLines } from '../../../src/adapters/email/read/machine-lines.ts'
import { layOutMail } from '../../../src/adapters/email/send/mail-layout.ts'
import type { Reply } from '../../../src/core/channel.ts'
import { withFormerOpening, wordsOfReply } from '../../../src/core/inbound/new-words.ts'
import { newInSubject, whatIsNew } from '../../../src/core/reading/what-is-new.ts'
import type { ConfirmArgs, SignedArgs } from '../../../src/core/texts/reply-args.ts'
import { spokenLanguages, textsOf } from '../../../src/core/texts/texts.ts'
import { processorMs } from '../../support/processor-ms.ts'

const petition = {
  title: 'Fair training',
  text: '# Our *demand*\n\nThe **unlicensed** use of [creative works](https://works.example/list) for training is a major, un*just* threat to the people behind those works &amp; must not be permitted.\n\n1. No scraping\n1. No excuses\n\n- Pay <https://pay.example/>\n- Ask https://ask.example/first',
  url: 'https://undersigned.example/p/fair-training',
  address: 'sign+fair-training@undersigned.example',
  organisedBy: 'Guild of Makers',
  contact: 'dana@guild.example',
  listing: 'public',
} as const
const details = { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true } as const

/** Each email that a plain reply may answer. `link`: ours differ each time, and gateways rewrite them. */
function asking(link: string): { name: string; reply: Reply }[] {
  return spokenLanguages.flatMap(language => {
    const { replies } = textsOf(language)
    return [false, true].flatMap(change => {
      const asked: ConfirmArgs = {
        petition,
        details,
        confirmUrl: `${link}/c/`,
        plainReply: true,
        expiresAt: '2026-12-01',
        change,
      }
      const signed: SignedArgs = {
        petition,
        details,
        number: 4213,
        signedAt: '2026-11-23T23:59:00Z',
        how: 'reply',
        channel: 'email',
        waitsForApproval: change,
        manageUrl: `${link}/m/`,
        plainReply: true,
      }
      const act = change ? 'erase' : 'withdraw'
      const all = {
        pleaseConfirm: replies.pleaseConfirm(asked),
        pleaseUsePage: replies.pleaseUsePage(asked),
        reminder: replies.reminder(asked),
        confirmMailbox: replies.confirmMailbox({ ...asked, channel: 'discord' }),
        recorded: replies.recorded(signed),
        alreadySigned: replies.alreadySigned(signed),
        corrected: replies.corrected(signed),
        howToManage: replies.howToManage(signed),
        joined: replies.joined({ ...signed, changed: false }),
        confirmRemoval: replies.confirmRemoval({ ...asked, act }),
      }
      return Object.entries(all).map(([kind, reply]) => ({
        name: `${kind} ${language} ${change}`,
        reply: reply as Reply,
      }))
    })
  })
}

const sent = asking('https://undersigned.example')
const arrived = asking('https://undersigned.example/x7')

const marked = (mark: string) => (lines: string[]) => lines.map(line => `${mark}${line}`)
const wrapped = (width: number, mark: string) => (lines: string[]) =>
  lines.flatMap(line => {
    const pieces: string[] = []
    let open = ''
    for (const word of line.split(' ')) {
      if (open !== '' && open.length + word.length >= width && !/^https?:/.test(word)) {
        pieces.push(open)
        open = word
      } else open = open === '' ? word : `${open} ${word}`
    }
    return [...pieces, open].map(piece => `${mark}${piece}`)
  })
const header = (labels: string[], separator = '') => [
  '',
  ...(separator === '' ? [] : [separator]),
  ...[
    'Undersigned <sign@undersigned.example>',
    'Tue, 24 November 2026 09:00',
    'Ada Lovelace',
    'Please confirm',
  ].map((value, at) => `${labels[at]}: ${value}`),
  '',
]
const escaped = (line: string) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const asHtml = (before: string, open: string, close: string) => (lines: string[]) =>
  htmlToText(`<html><body>${before}${open}${lines.map(escaped).join('<br>\n')}${close}</body></html>`, {
    everything: true,
  }).text.split('\n')

interface Program {
  /** the lines between the person's own words and the quotation */
  above: string[]
  quote(lines: string[]): string[]
}

/** The quotations of mail programs, each with the lines it writes itself. */
const programs: Record<string, Program> = {
  gmail: {
    above: ['On Tue, 24 Nov 2026 at 09:00, Undersigned <sign@undersigned.example> wrote:', ''],
    quote: marked('> '),
  },
  'gmail, wrapped attribution': {
    above: ['On Tue, 24 Nov 2026 at 09:00, Undersigned', '<sign@undersigned.example> wrote:', ''],
    quote: wrapped(70, '> '),
  },
  'gmail fr': {
    above: ['Le mar. 24 nov. 2026 à 09:00, Undersigned <sign@undersigned.example> a écrit :', ''],
    quote: marked('> '),
  },
  'gmail html': {
    above: [],
    quote: asHtml(
      '<div class="gmail_attr">On Tue, 24 Nov 2026 at 09:00, Undersigned &lt;sign@undersigned.example&gt; wrote:<br></div>',
      '<blockquote class="gmail_quote">',
      '</blockquote>',
    ),
  },
  'outlook en': { above: header(['From', 'Sent', 'To', 'Subject']), quote: marked('') },
  'outlook en, old': {
    above: header(['From', 'Sent', 'To', 'Subject'], '-----Original Message-----'),
    quote: marked(''),
  },
  'outlook de': { above: header(['Von', 'Gesendet', 'An', 'Betreff']), quote: marked('') },
  'outlook fr': { above: header(['De', 'Envoyé', 'À', 'Objet']), quote: marked('') },
  'outlook es': { above: header(['De', 'Enviado el', 'Para', 'Asunto']), quote: marked('') },
  'outlook nl': { above: header(['Van', 'Verzonden', 'Aan', 'Onderwerp']), quote: wrapped(60, '') },
  'outlook it': { above: header(['Da', 'Inviato', 'A', 'Oggetto']), quote: marked('') },
  'outlook web': {
    above: ['________________________________', ...header(['From', 'Sent', 'To', 'Subject'])],
    quote: marked(''),
  },
  'outlook html': {
    above: [],
    quote: asHtml(
      '<div id="divRplyFwdMsg"><b>From:</b> Undersigned &lt;sign@undersigned.example&gt;<br><b>Sent:</b> Tuesday, 24 November 2026 09:00<br><b>To:</b> Ada<br><b>Subject:</b> Please confirm</div>',
      '<div>',
      '</div>',
    ),
  },
  'apple mail': {
    above: ['', 'On 24 Nov 2026, at 09:00, Undersigned <sign@undersigned.example> wrote:', ''],
    quote: marked('> '),
  },
  iphone: {
    above: [
      '',
      'Sent from my iPhone',
      '',
      'On 24 Nov 2026, at 09:00, Undersigned <sign@undersigned.example> wrote:',
      '',
    ],
    quote: marked('\u2068> '),
  },
  'thunderbird de': { above: ['Am 24.11.26 um 09:00 schrieb Undersigned:'], quote: marked('> ') },
  'thunderbird html': {
    above: [],
    quote: asHtml(
      '<div class="moz-cite-prefix">On 24/11/2026 09:00, Undersigned wrote:<br></div>',
      '<blockquote type="cite">',
      '</blockquote>',
    ),
  },
  yahoo: {
    above: [
      ' On Tuesday, 24 November 2026 at 09:00:00 GMT, Undersigned <sign@undersigned.example> wrote:  ',
      ' ',
    ],
    quote: marked(' '),
  },
  'k-9': {
    above: [
      '',
      '-------- Original Message --------',
      'From: Undersigned <sign@undersigned.example>',
      'Sent: 24 November 2026 09:00:00 GMT',
      'To: ada@people.example',
      'Subject: Please confirm',
      '',
    ],
    quote: marked(''),
  },
  proton: {
    above: [
      'Sent with Proton Mail secure email.',
      '',
      'On Tuesday, 24 November 2026 at 09:00, Undersigned <sign@undersigned.example> wrote:',
      '',
    ],
    quote: marked('> '),
  },
  'gmx and web.de': {
    above: [
      'Gesendet: Dienstag, 24. November 2026 um 09:00 Uhr',
      'Von: "Undersigned" <sign@undersigned.example>',
      'An: ada@people.example',
      'Betreff: Please confirm',
      '',
    ],
    quote: marked(''),
  },
  samsung: {
    above: [
      '',
      '-------- Original message --------',
      'From: Undersigned <sign@undersigned.example>',
      'Date: 24/11/2026 09:00 (GMT+00:00)',
      'To: ada@people.example',
      'Subject: Please confirm',
      '',
    ],
    quote: marked(''),
  },
  spark: {
    above: ['On 24 Nov 2026 at 9:00 AM +0000, Undersigned <sign@undersigned.example>, wrote:', ''],
    quote: marked('> '),
  },
  mutt: { above: ['On Tue, Nov 24, 2026 at 09:00:00AM +0000, Undersigned wrote:'], quote: marked('> ') },
  'two levels': {
    above: ['On Tue, 24 Nov 2026 at 09:00, Undersigned <sign@undersigned.example> wrote:'],
    quote: marked('> > '),
  },
  'wrapped by a server': {
    above: ['On Tue, 24 Nov 2026 at 09:00, Undersigned <sign@undersigned.example> wrote:'],
    quote: wrapped(30, '> '),
  },
  bars: { above: ['Quoting Undersigned <sign@undersigned.example>:', ''], quote: marked('| ') },
  'lotus notes': {
    above: [
      '',
      'From: Undersigned <sign@undersigned.example>',
      'To: ada@people.example',
      'Date: 24/11/2026 09:00',
      'Subject: Please confirm',
      '________________________________',
      '',
    ],
    quote: wrapped(76, ''),
  },
  indented: {
    above: ['2026-11-24 09:00 GMT+00:00 Undersigned <sign@undersigned.example>:'],
    quote: marked('    '),
  },
}

/** Sentences of people; no word of ours begins like them. */
const sentences = [
  'No',
  'Nein danke, das bin ich nicht gewesen.',
  'Wait, who on earth is Dana?',
  'Leave me out of this.',
  'Bitte nehmt mich da raus',
  'Non merci',
  'My surname has an accent',
  'Tell Eve instead',
  'Not me!',
  '👎',
]

/** Read beside all emails of that language: the one it answers is found among them. */
function readBack(lines: string[], { language }: Reply): string {
  const text = withoutProgramLines(tidyLines(lines.join('\n'))).join('\n')
  return whatIsNew(
    text,
    sent.filter(({ reply }) => reply.language === language).map(({ reply }) => wordsOfReply(reply)),
  )
}

const plain = (reply: Reply) =>
  layOutMail(reply, { address: 'sign@undersigned.example', deliveryId: 'd' }).text.trimEnd().split('\n')

/** The places for a sentence: not inside a link, because nobody splits one. */
const cases = fc.record({
  at: fc.nat(arrived.length - 1),
  program: fc.constantFrom(...Object.keys(programs)),
  sentence: fc.constantFrom(...sentences),
  line: fc.nat(200),
})

describe('what is new in a reply', () => {
  it('is nothing in a bare quotation, of every email we send, in every style', () => {
    for (const { name, reply } of arrived)
      for (const [program, { above, quote }] of Object.entries(programs))
        expect([name, program, readBack([...above, ...quote(plain(reply))], reply)]).toEqual([
          name,
          program,
          '',
        ])
  })

  it('is exactly the sentence that was put somewhere, in whatever line', () => {
    fc.assert(
      fc.property(cases, ({ at, program, sentence, line }) => {
        const { name, reply } = arrived[at] ?? {
          name: '',
          reply: { language: 'en', subject: '', blocks: [] },
        }
        const { above, quote } = programs[program] ?? { above: [], quote: marked('') }
        const lines = plain(reply)
        const place = line % (lines.length + 3)
        const put = [...lines.slice(0, place), sentence, ...lines.slice(place)]
        // The last places are above and beneath the quotation.
        const written =
          place <= lines.length
            ? [...above, ...quote(put)]
            : place === lines.length + 1
              ? [sentence, '', ...above, ...quote(lines)]
              : [...above, ...quote(lines), '', sentence]
        expect([name, program, place, readBack(written, reply).replace(/\s+/g, ' ')]).toEqual([
          name,
          program,
          place,
          sentence,
        ])
      }),
      { numRuns: 150 },
    )
  })
})

const asked = {
  petition,
  details,
  confirmUrl: 'https://undersigned.example/c/abc',
  plainReply: true,
  expiresAt: '2026-12-01',
  change: false,
}
const question = textsOf('en').replies.pleaseConfirm(asked)
const quotation = () => plain(question).map(line => `> ${line}`)
const known = withFormerOpening(question, 'en', asked)
const isNew = (lines: string[]) => whatIsNew(lines.join('\n'), [wordsOfReply(known)])

describe('a reply measured against the email it answers', () => {
  it('finds details that were changed inside the quotation, also an accent or a capital letter', () => {
    for (const [name, found] of [
      ['Ada Lovelacé', 'Lovelacé, composer'],
      ['Ada lovelace', 'lovelace, composer'],
      ['Ada King', 'King, composer'],
    ] as const) {
      const edited = quotation().map(line => line.replace('Ada Lovelace', name))
      expect(found).toContain(isNew(edited).replace(/[.,\s]+$/, ''))
      expect(isNew(edited)).not.toBe('')
    }
  })

  it('takes words of ours for theirs if they are said once more', () => {
    expect(isNew(['To confirm, just reply to this email.', '', ...quotation()])).toContain('just reply')
  })

  it('lets no few words pass because we use them too', () => {
    for (const said of ['no', 'do nothing', 'this request is deleted', 'You have not signed'])
      expect(isNew([said])).toBe(said)
  })

  it('keeps a link that is not ours, a question mark and a face', () => {
    expect(isNew(['https://elsewhere.example/why-not', '', ...quotation()])).toContain('elsewhere')
    expect(isNew(['???', '', ...quotation()])).toBe('???')
    expect(isNew([':-(', '', ...quotation()])).toBe(':-(')
    expect(isNew(['https://undersigned.example/c/other', '', ...quotation()])).toBe('')
  })

  it('knows a quotation of another wording of ours, but nothing in it that says no', () => {
    expect(isNew(['> You asked to sign a statement.', '> To confirm, just reply to this mail.'])).toBe('')
    expect(
      isNew(['> You asked to sign a statement about', 'training.', '>', '> To confirm, just reply.']),
    ).toBe('')
    expect(isNew(['> You asked to sign this, not me.'])).not.toBe('')
    expect(isNew(['> No, I never asked for this.', '>', '> You asked to sign a statement.'])).toBe(
      'No, I never asked for this.',
    )
  })

  it('reads a subject that is not ours', () => {
    const ours = [question.subject]
    expect(newInSubject('Ada, please confirm your signature', ours)).toBe('')
    expect(newInSubject('[EXTERNAL] Ada, please confirm your signature', ours)).toBe('')
    expect(newInSubject('***SPAM*** Ada, please confirm your signature', ours)).toBe('')
    expect(newInSubject('***SPAM*** AW: Ada, please confirm your signature', ours)).toBe('')
    expect(newInSubject('', ours)).toBe('')
    expect(newInSubject('No, I do not want to sign', ours)).toBe('No, I do not want to sign')
  })

  it.each([
    'a,',
    '漢',
    '\n',
    '-',
    '?',
    '> ',
    'a@',
    'http://',
    'You asked to ',
    '[image:',
    '👎',
    'x\n> y\n',
    'to this email ',
  ])('takes time that grows with the length of %j', piece => {
    const text = piece.repeat(Math.ceil(32_768 / piece.length))
    // Generous: 1 to 60 ms on two busy cores.
    expect(processorMs(() => whatIsNew(text, [wordsOfReply(question)]))).toBeLessThan(1_000)
  })
})

describe('a quotation of one line without marks', () => {
  const [asked] = sent
  if (asked === undefined) throw new Error('nothing was sent')
  const ours = [wordsOfReply(asked.reply)]
  const below = (line: string, typed = 'Yes') => whatIsNew(`${typed}\n\n${line}`, ours, typed)
  const longEnough = plain(asked.reply).filter(
    line => !line.includes('://') && (line.match(/[\p{L}\p{N}]+/gu) ?? []).length > 2,
  )

  it('adds nothing below the words that were typed', () => {
    expect(longEnough.length).toBeGreaterThan(8)
    for (const line of longEnough) expect([line, below(line)]).toEqual([line, 'Yes'])
  })

  it.each(['Nobody has to sign this', 'If you confirm, this will be published: nothing', 'no'])(
    'is none if it says anything else: %j',
    line => expect(below(line)).toBe(`Yes\n\n${line}`),
  )

  it('is none if nothing was typed above it, because the person says it', () => {
    const [line = ''] = longEnough.filter(one => one.split(' ').length < 7)
    expect(line).not.toBe('')
    expect(whatIsNew(line, ours, line)).toBe(line)
    expect(whatIsNew(line, ours)).toBe(line)
  })
})
