import { describe, expect, it } from 'vitest'
import { type Body, readNewText } from '../../../src/adapters/email/read/visible-text.ts'
import { processorMs } from '../../support/processor-ms.ts'

const visibleText = (body: Body) => readNewText(body).text
const QUOTE = '> Sign: fair-training\n> Reply to confirm.\n'

describe('visibleText of plain email', () => {
  it('keeps an email that quotes nothing, with its closing names', () => {
    expect(visibleText({ text: 'I sign.\r\n\r\nBest,\r\nAda Lovelace\r\n' })).toBe(
      'I sign.\n\nBest,\nAda Lovelace',
    )
  })

  it.each([
    ['English', 'On Tue, 3 Nov 2026 at 09:00, Petition <sign@p.example> wrote:'],
    ['English over three lines', 'On Nov 3, 2026,\nat 9:00 AM,\nPetition <sign@p.example> wrote:'],
    ['English, "you wrote"', 'At 11/3/2026 08:32 PM, you wrote:'],
    ['German', 'Am Di., 3. Nov. 2026 um 09:00 Uhr schrieb Petition <sign@p.example>:'],
    ['German, name first', 'Petition <sign@p.example> schrieb am Di., 3. Nov. 2026\num 09:00 Uhr:'],
    ['French', 'Le mar. 3 nov. 2026 à 09:00, Petition <sign@p.example> a écrit :'],
    ['Spanish', 'El mar, 3 nov 2026 a las 9:00, Petition (<sign@p.example>) escribió:'],
    ['Italian', 'Il giorno mar 3 nov 2026 alle ore 09:00 Petition <sign@p.example> ha scritto:'],
    ['Portuguese', 'Em ter., 3 de nov. de 2026 às 09:00, Petition <sign@p.example> escreveu:'],
    ['Dutch', 'Op di 3 nov 2026 om 09:00 schreef Petition <sign@p.example>:'],
    ['Swedish', 'Den tis 3 nov. 2026 kl 09:00 skrev Petition <sign@p.example>:'],
    ['Danish', 'tirs. den 3. nov. 2026 kl. 09.00 skrev Petition <sign@p.example>:'],
    ['Norwegian', 'tir. 3. nov. 2026 kl. 09:00 skrev Petition <sign@p.example>:'],
    ['Finnish', 'ti 3. marrask. 2026 klo 9.00 Petition (sign@p.example) kirjoitti:'],
    ['Polish', 'wt., 3 lis 2026 o 09:00 Petition <sign@p.example> napisał(a):'],
    ['Czech', 'út 3. 11. 2026 v 9:00 odesílatel Petition <sign@p.example> napsal:'],
    ['Hungarian', 'Petition <sign@p.example> ezt írta (időpont: 2026. nov. 3., K, 9:00):'],
    ['Romanian', 'În mar., 3 nov. 2026 la 09:00, Petition <sign@p.example> a scris:'],
    ['Russian', 'вт, 3 нояб. 2026 г. в 09:00, Petition <sign@p.example>:'],
    ['Ukrainian', 'вт, 3 лист. 2026 р. о 09:00 Petition <sign@p.example> пише:'],
    ['Greek', 'Στις Τρί 3 Νοε 2026 στις 9:00 π.μ., ο χρήστης Petition <sign@p.example> έγραψε:'],
    ['Turkish', 'Petition <sign@p.example>, 3 Kas 2026 Sal, 09:00 tarihinde şunu yazdı:'],
    [
      'Hebrew',
      '\u202bבתאריך יום ג׳, 3 בנוב׳ 2026 ב-9:00 מאת \u202aPetition\u202c\u200f <\u202asign@p.example\u202c\u200f>:\u202c',
    ],
    ['Arabic', 'في الثلاثاء، 3 نوفمبر 2026 في 9:00 ص تمت كتابة ما يلي بواسطة Petition <sign@p.example>:'],
    ['Chinese', 'Petition <sign@p.example> 于2026年11月3日周二 09:00写道：'],
    ['Japanese', '2026年11月3日(火) 9:00 Petition <sign@p.example>:'],
    ['Korean', '2026년 11월 3일 (화) 오전 9:00, Petition <sign@p.example>님이 작성:'],
    ['Vietnamese', 'Vào Th 3, 3 thg 11, 2026 vào lúc 09:00 Petition <sign@p.example> đã viết:'],
    ['Indonesian', 'Pada tanggal Sel, 3 Nov 2026 pukul 09.00 Petition <sign@p.example> menulis:'],
    [
      'a language nobody listed, before marked lines',
      'Xyz 3 nov 2026 09:00 Petition <sign@p.example> qwertyuiop:',
    ],
  ])('cuts a quotation introduced in %s', (_language, line) => {
    expect(visibleText({ text: `I sign.\n\n${line}\n\n${QUOTE}` })).toBe('I sign.')
  })

  it('cuts an unmarked earlier email below an attribution', () => {
    expect(
      visibleText({
        text: 'No thanks.\n\nOn 3 November 2026 at 9:00 Petition <sign@p.example> wrote:\n\nI sign. CONFIRM',
      }),
    ).toBe('No thanks.')
  })

  it('keeps what is written between quotations', () => {
    const text =
      'On 3 Nov 2026, at 9:00, P <p@p.example> wrote:\n> Your name?\n\nAda Lovelace\n\n> What do you do?\nComposer\n'
    expect(visibleText({ text })).toBe('Ada Lovelace\n\nComposer')
  })

  it.each([
    [
      'English Outlook',
      'From: Petition <sign@p.example>\nSent: Tuesday, November 3, 2026 9:00 AM\nTo: Ada\nSubject: Please confirm',
    ],
    [
      'English Outlook with a rule and bold marks',
      '________________________________\n*From:* Petition <sign@p.example>\n*Sent:* Tuesday\n*Subject:* Please confirm',
    ],
    ['German', 'Von: sign@p.example\nGesendet: Dienstag\nBetreff: Bitte'],
    [
      'French',
      'De : Petition <sign@p.example>\nEnvoyé : mardi 3 novembre 2026 09:00\nÀ : Ada\nObjet : Confirmez',
    ],
    [
      'Spanish',
      'De: Petition <sign@p.example>\nEnviado el: martes, 3 de noviembre\nPara: Ada\nAsunto: Confirma',
    ],
    ['Japanese', '差出人: Petition <sign@p.example>\n送信日時: 2026年11月3日\n宛先: Ada\n件名: 確認'],
    ['the original message family', '-----Original Message-----\nanything'],
    ['its German cousin', '-------- Ursprüngliche Nachricht --------\nanything'],
    ['its French cousin', '-----Message d’origine-----\nanything'],
  ])('cuts below the header lines of %s', (_program, block) => {
    expect(visibleText({ text: `Who are you?\n\n${block}\n\nI sign.\nCONFIRM` })).toBe('Who are you?')
  })

  it('leaves out what is forwarded', () => {
    const text =
      'FYI\n\n---------- Forwarded message ---------\nFrom: Bo <bo@b.example>\nDate: Tue, 3 Nov 2026\nSubject: Sign\nTo: <sign@p.example>\n\nI sign.'
    expect(visibleText({ text })).toBe('FYI')
    expect(visibleText({ text: 'Anfang der weitergeleiteten Nachricht:\n\n> I sign.' })).toBe('')
  })

  it('cuts a signature block but not a dash in the text', () => {
    expect(visibleText({ text: 'I sign -- gladly.\n\n-- \nAda Lovelace\nTel. 555 0100\n' })).toBe(
      'I sign -- gladly.',
    )
    expect(visibleText({ text: 'I sign.\n--\nAda\n' })).toBe('I sign.')
  })

  it('keeps the signature block apart, without what programs add below it', () => {
    const text =
      'I sign.\n\n-- \nAda Lovelace\nComposer\nSent from my iPhone\n\nOn 3 Nov 2026, at 9:00, P <p@p.example> wrote:\n> Sign!'
    expect(readNewText({ text }).block).toBe('Ada Lovelace\nComposer')
    expect(readNewText({ text: 'I sign.\n\nAda' }).block).toBe('')
    expect(readNewText({ html: '<p>I sign.</p><p>-- <br>Ada Lovelace</p>' }).block).toBe('Ada Lovelace')
  })

  it.each([
    'Sent from my iPhone',
    'Von meinem iPhone gesendet',
    'Envoyé de mon iPad',
    'Enviado desde mi iPhone',
    'Inviato da iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Skickat från min iPhone',
    'Wysłane z iPhone’a',
    'Отправлено с iPhone',
    'iPhoneから送信',
    '发自我的 iPhone',
    'Get Outlook for iOS<https://aka.ms/o0ukef>',
    'Sent with Proton Mail secure email.',
  ])('drops the device line "%s"', line => {
    expect(visibleText({ text: `I sign.\n\n${line}\n` })).toBe('I sign.')
    expect(
      visibleText({ text: `I sign.\n\n${line}\n\nOn 3 Nov 2026, at 9:00, P <p@p.example> wrote:\n${QUOTE}` }),
    ).toBe('I sign.')
  })

  it('keeps a sentence that only sounds like a device line', () => {
    const text = 'The notice was\nsent from my old address last week,\nplease take this one.'
    expect(visibleText({ text })).toBe(text)
  })

  it('keeps a refusal written below a device line', () => {
    expect(visibleText({ text: 'Sent from my iPhone\n\nNo, do not sign me.' })).toBe('No, do not sign me.')
  })

  it('drops list footers and legal notices', () => {
    expect(
      visibleText({
        text: 'I sign.\n\n_______________________________________________\nchoir mailing list\nchoir@lists.example\n',
      }),
    ).toBe('I sign.')
    const notice =
      'This e-mail and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient please delete it and tell the sender.'
    expect(visibleText({ text: `I sign.\n\n${notice}\n` })).toBe('I sign.')
  })

  it('keeps a form that a person fills in', () => {
    const text = 'From: Bristol\nTo: whom it may concern\nName: Ada Lovelace\nOccupation: composer'
    expect(visibleText({ text })).toBe(text)
  })

  it('keeps a sentence with a date and the word "wrote"', () => {
    const text = 'On this day\nI wrote something\nwhich I still believe.'
    expect(visibleText({ text })).toBe(text)
  })

  it('finds nothing new in a lone quotation', () => {
    expect(visibleText({ text: `On 3 Nov 2026, at 9:00, P <p@p.example> wrote:\n\n${QUOTE}` })).toBe('')
  })

  it('reads the first 64 K characters only', () => {
    expect(visibleText({ text: 'word '.repeat(20_000) }).length).toBeLessThanOrEqual(65_536)
  })
})

describe('visibleText of HTML email', () => {
  const html = (body: string) =>
    visibleText({
      html: `<html><head><style>p{color:red}</style><title>t</title></head><body>${body}</body></html>`,
    })

  it('marks the cells of a row, so that a form in a table keeps its labels', () => {
    const row = (...cells: string[]) => `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`
    const table = `<table>${row('Name', 'Ada Lovelace')}${row('Occupation', '', 'composer')}</table>`
    expect(html(table)).toBe('Name | Ada Lovelace\nOccupation | composer')
  })

  it('reads paragraphs, breaks, entities and tables as lines', () => {
    expect(
      html(
        '<p>I&nbsp;sign &amp; agree.</p><div>Ada<br>Lovelace</div><table><tr><td>composer</td></tr></table>',
      ),
    ).toBe('I sign & agree.\n\nAda\nLovelace\n\ncomposer')
  })

  it('drops scripts and invisible text', () => {
    expect(
      html('<div style="display:none">preheader</div><span hidden>x</span><script>alert(1)</script>I sign.'),
    ).toBe('I sign.')
  })

  it.each([
    [
      'Gmail',
      '<div class="gmail_quote"><div class="gmail_attr">On Tue, 3 Nov 2026 at 09:00, P &lt;<a href="mailto:p@p.example">p@p.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote">I sign.</blockquote></div>',
    ],
    [
      'Apple Mail',
      '<div><br><blockquote type="cite"><div>On 3 Nov 2026, at 09:00, P &lt;p@p.example&gt; wrote:</div>I sign.</blockquote></div>',
    ],
    ['Outlook on the web', '<hr><div id="divRplyFwdMsg"><b>From:</b> P</div><div>I sign.</div>'],
    [
      'Outlook on Windows',
      '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> P &lt;p@p.example&gt;<br><b>Sent:</b> Tuesday<br><b>To:</b> Ada<br><b>Subject:</b> x</p></div><p>I sign.</p>',
    ],
    ['Yahoo', '<div class="yahoo_quoted"><div>On Tuesday, P wrote:</div><div>I sign.</div></div>'],
    [
      'Thunderbird',
      '<div class="moz-cite-prefix">Am 03.11.26 um 09:00 schrieb P:<br></div><blockquote type="cite" cite="mid:x">I sign.</blockquote>',
    ],
    ['Proton', '<div class="protonmail_quote">On Tuesday, P wrote: <blockquote>I sign.</blockquote></div>'],
  ])('drops what %s quotes', (_client, quote) => {
    expect(html(`<div>No thanks.</div>${quote}`)).toBe('No thanks.')
  })

  it('keeps answers typed between quotations', () => {
    expect(
      html(
        '<blockquote type="cite">Name?</blockquote><div>Ada</div><blockquote type="cite">Work?</blockquote><div>Composer</div>',
      ),
    ).toBe('Ada\n\nComposer')
  })

  it('drops a signature container', () => {
    expect(html('<div>I sign.</div><div class="gmail_signature">Ada<br>Tel. 555</div>')).toBe('I sign.')
  })

  it('keeps an indented paragraph, which Gmail writes as a blockquote', () => {
    expect(html('<blockquote style="margin:0 0 0 40px;border:none;padding:0px">I sign.</blockquote>')).toBe(
      'I sign.',
    )
  })

  it('reads every entity, also without its semicolon', () => {
    expect(html('Zo&euml; &Scaron;&#xe1;rka &#8222;x&#8220; &amp;lt; caf&eacute')).toBe(
      'Zoë Šárka „x“ &lt; café',
    )
  })

  it('reads sloppy HTML as a browser does', () => {
    expect(html("<p>one<p>two<ul><li>a<li>b</ul><a title=it's>x</a> 1 < 2 <3")).toBe(
      'one\n\ntwo\n\n- a\n- b\n\nx 1 < 2 <3',
    )
  })

  it('keeps text that a quotation mark has swallowed, because an empty reply would count as consent', () => {
    expect(visibleText({ html: '<p class="x>No, do not sign me.</p>' })).toContain('No, do not sign me.')
  })

  it('keeps text at any depth, and leaves out styles there', () => {
    const deep = `${'<div>'.repeat(1_000)}<style>p{}</style>I sign.`
    expect(html(deep)).toBe('I sign.')
  })

  it('prefers the plain part, and reads the HTML if that is empty', () => {
    expect(visibleText({ text: 'plain', html: '<p>other</p>' })).toBe('plain')
    expect(visibleText({ text: ' \n', html: '<p>other</p>' })).toBe('other')
  })
})

/** Quadratic code takes minutes here. The bound is generous, because machines are busy. */
describe('a quarter of a megabyte of anything', () => {
  // biome-ignore format: a table
  const pieces = [
    '>', '> ', '>\n', '-', '-- \n', '_', '_____\n', '=', 'a', 'a ', ' ', '\t', '\n', '\r', '\r\n', ' \n', '*', '#', ':', 'On ', 'On\n', 'On 1 wrote', 'On 3 Nov 2026 at 9:00 ',
    'On 3 Nov 2026 at 9:00 x\n', 'a@', 'a@b ', '<a@b.c>', '<a@b.c> \n', 'x wrote', 'wrote:\n', 'From: ', 'From: a@b\n', 'From:\n', 'Subject: x\n', 'Sent from my ', 'Sent from my x\n\n', '-----Original Message',
    '1', '1:', '1:11 ', '2026-11-03 ', '(', ')', '((', '"', '<', '<<', '<a', '<a ', '<a "', '<a x="', '</', '</a>', '<b>', '<div>', '<div style="', '<blockquote>', '<p>', '<td>', '<!--', '<!', '<?', '&', '&#', '&amp', '&a',
    '<script>', '<style>', '<pre>\n', '<br>', '\u200f', 'é', '\u0301', '😀', '\ud800', '\0', '|', '| a\n', 'confidential recipient ', 'a\nb\n\n', 'On 1\n\n<', 'x <\n',
  ]
  // The parser of htmlparser2, which stacks every open element, takes 3 s for this (decision 0035).
  it('takes less than a second for elements that open and never close', () => {
    const input = '<b>'.repeat(66_000) + '</i>'.repeat(50_000)
    expect(processorMs(() => visibleText({ html: input }))).toBeLessThan(1_000)
  })

  it('takes less than two seconds', () => {
    const slow: string[] = []
    for (const piece of pieces) {
      const input = piece.repeat(Math.ceil(250_000 / piece.length)).slice(0, 250_000)
      for (const body of [
        { text: input },
        { html: input },
        { text: `x\n${input}` },
        { html: `<p>x</p>${input}>` },
      ]) {
        const ms = processorMs(() => visibleText(body))
        if (ms >= 2_000) slow.push(`${JSON.stringify(piece)}: ${ms.toFixed(0)} ms`)
      }
    }
    expect(slow).toEqual([])
  })
})
