import { describe, expect, it } from 'vitest'
import { readMail } from '../../../src/adapters/email/read/read-mail.ts'
import { readWholeText } from '../../../src/adapters/email/read/whole-text.ts'

const whole = (body: { text?: string; html?: string }) => readWholeText(body, [], false).texts
const QUOTE = '> You asked to sign.'

async function read(type: string, body: string) {
  const raw = `From: Ada <ada@lovelace.example>\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body.replaceAll('\n', '\r\n')}`
  return (await readMail(Buffer.from(raw))).whole
}

describe('the whole text of an email', () => {
  it('keeps quotations, and what is written below and inside them', () => {
    expect(whole({ text: `${QUOTE}\n> No!\n\nNo.` })).toEqual([`${QUOTE}\n> No!\n\nNo.`])
  })

  it.each([
    ['an attribution', 'On Tue, 24 Nov 2026 at 09:00, Undersigned <sign@u.example> wrote:'],
    ['a wrapped attribution', 'On Tue, 24 Nov 2026 at 09:00, Undersigned\n<sign@u.example> wrote:'],
    ['an attribution of Horde', 'Zitat von Undersigned <sign@u.example>:'],
    ['an address that ends in "i"', 'Am 13.12.2026 21:11 schrieb "U" <s.test.i@u.example>:'],
    ['a header block', 'Von: U <sign@u.example>\nGesendet: 24. November 2026\nAn: Ada\nBetreff: Bitte'],
    ['a separator', '-----Original Message-----'],
    ['a Danish separator', '-------- Oprindelig besked --------'],
    ['a device', 'Sent from my iPhone'],
    ['a device in Vietnamese', 'Đã gửi từ iPhone của tôi'],
    ['a device in brackets', '<<sent by galaxy>>'],
    ['an antivirus', 'Garanti sans virus. www.avast.com'],
    ['the mark of Gmail', 'ᐧ'],
    ['a banner', 'ACHTUNG: Diese E-Mail stammt von einem externen Absender.'],
    ['a Dutch banner', 'LET OP: deze e-mail komt van een externe afzender.'],
    [
      'a legal footer',
      'The information contained in this email is intended only for the person or entity to which it is addressed and may contain confidential material.',
    ],
  ])('drops %s', (_, line) => {
    expect(whole({ text: `Yes\n\n${line}\n\n${QUOTE}` })).toEqual([`Yes\n\n${QUOTE}`])
  })

  it.each([
    'No, and this is the 3rd time I say so',
    'As I wrote on 3 March 2026: no',
    'I got this email from outside, it is no email of my company',
    'My address is confidential, and I am not the recipient that you intended to reach with this email, so please delete what you have of mine.',
  ])('keeps "%s" above an attribution', sentence => {
    const text = `${sentence}\nOn Tue, 24 Nov 2026 at 09:00, Undersigned <sign@u.example> wrote:\n${QUOTE}`
    expect(whole({ text })[0]).toContain(sentence)
  })

  it('keeps the paragraph below a notice', () => {
    expect(whole({ text: 'Confidentiality notice: confidential.\n\nNo.' })[0]?.trim()).toBe('No.')
  })

  it('keeps a signature below its mark, in plain text and in HTML', () => {
    expect(whole({ text: 'Yes\n-- \nAda' })).toEqual(['Yes\n-- \nAda'])
    expect(whole({ html: 'Yes<div class="gmail_signature">Ada</div>' })).toEqual(['Yes\n-- \nAda'])
  })

  it('goes on reading HTML at the earlier email', () => {
    expect(whole({ html: '<p>Yes</p><div id="divRplyFwdMsg"></div><p>No</p>' })[0]).toContain('No')
  })

  it('also takes the HTML if it says what the text part does not', () => {
    expect(whole({ text: 'Yes', html: '<b>Yes</b>' })).toEqual(['Yes'])
    expect(whole({ text: 'Yes', html: '<b>Yes</b> but wait' })).toEqual(['Yes', 'Yes but wait'])
  })

  it('reads an attached text', async () => {
    const body = '--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nNo, never.\n--b--\n'
    expect(await read('multipart/mixed; boundary=b', body)).toEqual({ texts: ['No, never.'], unread: false })
  })

  it.each([
    ['image/jpeg', true],
    ['application/pdf', true],
    ['application/ms-tnef', true],
    ['application/rtf', true],
    ['application/pkcs7-mime; smime-type=enveloped-data', true],
    ['application/pgp-encrypted', true],
    ['text/calendar', true],
    ['application/pgp-signature', false],
    ['application/pkcs7-signature', false],
    ['text/vcard', false],
  ])('says of a part of type %s whether it was left unread', async (type, unread) => {
    const body = `--b\nContent-Type: text/plain\n\nYes\n--b\nContent-Type: ${type}\n\nx\n--b--\n`
    expect(await read('multipart/mixed; boundary=b', body)).toEqual({ texts: ['Yes'], unread })
  })

  it.each([
    ['parts behind another boundary', 'multipart/mixed; boundary=b', '--other\n\nNo!\n--other--\n', true],
    ['no part', 'multipart/mixed; boundary=b', '\n\n', false],
    ['an empty part', 'multipart/mixed; boundary=b', '--b\nContent-Type: text/plain\n\n\n--b--\n', false],
    ['broken base64', 'text/plain\nContent-Transfer-Encoding: base64', '@@@@\n', true],
    [
      'broken base64 in a part',
      'multipart/alternative; boundary=b',
      '--b\nContent-Transfer-Encoding: base64\nContent-Type: text/plain\n\n@@@@\n--b--\n',
      true,
    ],
    ['an empty line in base64', 'text/plain\nContent-Transfer-Encoding: base64', 'DQo=\n', false],
    ['nothing in base64', 'text/plain\nContent-Transfer-Encoding: base64', '\n', false],
  ])('says of %s whether words may be lost', async (_, type, body, unread) => {
    expect(await read(type.replaceAll('\n', '\r\n'), body)).toEqual({ texts: [], unread })
  })

  it.each([
    [
      'an emoji of Gmail',
      '<div><img data-emoji="👎" alt="👎" aria-label="👎" src="https://a.example"></div>',
      '👎',
    ],
    ['the title of a picture', '<img src="https://a.example" alt="" title="I refuse">', 'I refuse'],
    ['a picture with an entity', '<p>Yes</p><p><img alt="Don&#39;t"></p>', "Yes\n\nDon't"],
    ['a linked picture', '<a href="https://gifs.example"><img alt="Nope"></a>', 'Nope'],
    ['a label', '<div role="img" aria-label="no"></div>', 'no'],
    ['a text field', '<textarea>I do not consent</textarea>', 'I do not consent'],
    ['an input', '<form><input type="text" value="No, I decline"></form>', 'No, I decline'],
    ['a choice', '<select><option>No<option>Yes</select>', 'No\nYes'],
    ['a drawing', '<svg width="200"><text x="1">No thanks</text></svg>', 'No thanks'],
  ])('reads the words of %s', (_, html, words) => {
    expect(whole({ html })).toEqual([words])
  })

  it.each([
    ['without words', '<img src="https://track.example/1" alt="" width="1">'],
    ['named by its file', '<img alt="image001.png">'],
    ['that is a logo', '<p><img alt="The logo of Analytical Engines"></p>'],
    ['that links to a page of the writer', '<p><a href="https://social.example"><img alt="Social"></a></p>'],
    ['that is hidden', '<img style="display: none" alt="Preview">'],
    ['behind a hidden field', '<input type="hidden" value="7">'],
  ])('reads no words of a picture %s', (_, picture) => {
    expect(whole({ html: `Yes${picture}` })).toEqual(['Yes'])
  })

  it('reads no words of a picture in a signature block', () => {
    const html = 'Yes<div class="gmail_signature">Ada<img alt="Analytical Engines"></div>'
    expect(whole({ html })).toEqual(['Yes\n-- \nAda'])
  })

  it('takes the HTML if a picture says what the text part does not', () => {
    expect(whole({ text: '[image: Nope]', html: '<img alt="Nope">' })).toContain('Nope')
    expect(whole({ text: QUOTE, html: `<img alt="💔"><blockquote>You asked to sign.</blockquote>` })).toEqual(
      [QUOTE, `💔\n\n${QUOTE}`],
    )
  })

  it.each([
    ['<s>Yes</s>'],
    ['<del>Yes</del>'],
    ['<strike>Yes</strike>'],
    ['<p style="color: red; text-decoration: underline line-through">Yes</p>'],
    ['<span style="text-decoration-line:line-through"><b>Yes</b></span>'],
  ])('neither reads struck words nor takes them for nothing: %s', html => {
    expect(readWholeText({ html }, [], false)).toEqual({ texts: [], unread: true })
    expect(readWholeText({ text: 'Yes', html }, [], false)).toEqual({ texts: [], unread: true })
  })

  it('does not take an empty element for struck words', () => {
    expect(readWholeText({ html: '<p>Yes<s> </s></p>' }, [], false)).toEqual({
      texts: ['Yes'],
      unread: false,
    })
  })

  const PICTURE = '<img src="https://pics.example/note.png" width="600">'
  it.each([
    [PICTURE, true],
    [`Yes ${PICTURE}`, true],
    ['<img src="https://track.example/1" width="1" height="1">', false],
    ['<img src="https://pics.example/logo.png" alt="Logo">', false],
    [`<blockquote type="cite">${PICTURE}</blockquote>`, false],
    [`<div class="gmail_signature">${PICTURE}</div>`, false],
    [`Yes<br><a href="https://example.org">${PICTURE}</a>`, false],
  ])('a picture may say anything, but not in a quotation, as a logo or as a dot: %s', (html, unread) => {
    expect(readWholeText({ html }, [], false).unread).toBe(unread)
  })

  it('says that a text that is too long was not read to its end', () => {
    expect(readWholeText({ text: 'word '.repeat(20_000) }, [], false).unread).toBe(true)
  })
})
