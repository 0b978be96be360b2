import { describe, expect, it } from 'vitest'
import { textGuesser } from '../../../src/adapters/email/headers/charset.ts'
import { decodeEncodedWords } from '../../../src/adapters/email/headers/encoded-words.ts'
import { readMail } from '../../../src/adapters/email/read/read-mail.ts'
import { processorMs } from '../../support/processor-ms.ts'

function mail(text: Buffer, contentType: string | undefined, encoding = '8bit'): Buffer {
  const type = contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`
  const body = encoding === 'base64' ? Buffer.from(text.toString('base64').replace(/.{76}/g, '$&\r\n')) : text
  return Buffer.concat([
    Buffer.from(
      `From: mira@artists.example\r\nSubject: Sign\r\n${type}Content-Transfer-Encoding: ${encoding}\r\n\r\n`,
    ),
    body,
    Buffer.from('\r\n'),
  ])
}

const read = async (raw: Buffer) => (await readMail(raw)).visibleText

// biome-ignore format: a table
const SURE: [charset: string, text: string, base64: string][] = [
  ['shift_jis', 'さくらももこ, イラストレーター', 'grOCrYLnguCC4IKxLCCDQ4OJg1iDZ4OMgVuDXoFb'],
  ['euc-jp', 'さくらももこ, イラストレーター', 'pLWkr6TppOKk4qSzLCClpKXppbmlyKXsobylv6G8'],
  ['gbk', '王小明，插画家，支持这份声明', 'zfXQocP3o6yy5butvNKjrNans9bV4rfdyfnD9w=='],
  ['euc-kr', '저는 이 성명에 서명합니다. 김미라, 작가', 'wPq0wiDAzCC8urjtv6EgvK247cfVtM+02S4gsei5zLbzLCDA27Ch'],
  ['big5', '我願意簽署這份聲明。陳大文，作家', 'p9rEQLdOw7G4cLNvpffBbqn6oUOzr6RqpOWhQadArmE='],
  ['koi8-r', 'Мира Окафор, художник', '7cnSwSDvy8HGz9IsIMjVxM/WzsnL'],
  ['windows-1251', 'Мира Окафор, художник', 'zOjw4CDO6uD07vAsIPXz5O7m7ejq'],
  ['windows-1251', 'Прошу добавить мою подпись. Анна Петрова, писательница', 'z/Du+PMg5O7h4OLo8vwg7O7+IO/u5O/o8fwuIMDt7eAgz+Xy8O7i4Cwg7+jx4PLl6/zt6Pbg'],
  ['koi8-r', 'Прошу добавить мою подпись. Анна Петрова, писательница', '8NLP29UgxM/CwdfJ1Nggzc/AINDPxNDJ09guIOHOzsEg8MXU0s/XwSwg0MnTwdTFzNjOycPB'],
  ['shift_jis', '山田太郎、作曲家', 'jlKTY5G+mFmBQY3si8iJxg=='],
  ['windows-1253', 'Νίκος Παππάς, συγγραφέας. Υπογράφω τη δήλωση.', 'zd/q7/Ig0OHw8NzyLCDz9ePj8eH23eHyLiDV8O/j8dz2+SD05yDk3uv58+cu'],
  ['windows-1252', 'André Lefèvre, compositeur', 'QW5kcukgTGVm6HZyZSwgY29tcG9zaXRldXI='],
  ['windows-1252', 'Søren Kjær, forfatter', 'U/hyZW4gS2rmciwgZm9yZmF0dGVy'],
  ['windows-1252', 'Mira Okafór, author', 'TWlyYSBPa2Fm83IsIGF1dGhvcg=='],
  ['windows-1252', 'Jürgen Müller, Künstler', 'SvxyZ2VuIE38bGxlciwgS/xuc3RsZXI='],
  ['windows-1252', 'I’m Zoë “Zo” Brontë, author', 'SZJtIFpv6yCTWm+UIEJyb2506ywgYXV0aG9y'],
]

describe('a text whose charset label is wrong or missing', () => {
  it.each(SURE)('is read if it is sure: %s, %s', async (_charset, text, base64) => {
    const bytes = Buffer.from(base64, 'base64')
    for (const type of [
      'text/plain; charset=utf-8',
      'text/plain; charset="us-ascii"',
      'text/plain;',
      undefined,
    ])
      expect(await read(mail(bytes, type)), type).toBe(text)
    expect(await read(mail(bytes, 'text/plain; charset=utf-8', 'base64'))).toBe(text)
    expect(
      await read(
        mail(Buffer.concat([Buffer.from('<p>'), bytes, Buffer.from('</p>')]), 'text/html; charset=utf-8'),
      ),
    ).toBe(text)
  })

  it('is read as ISO-2022-JP by its escapes', async () => {
    const jis = Buffer.from('\u001b$B$5$/$i$b$b$3!"%$%i%9%H%l!<%?!<\u001b(B', 'latin1')
    for (const type of [
      'text/plain;',
      'text/plain; charset=utf-8',
      'text/plain; charset=us-ascii',
      undefined,
    ])
      expect(await read(mail(jis, type)), type).toBe('さくらももこ、イラストレーター')
  })

  it('is read as UTF-8 that calls itself Latin-1', async () => {
    expect(await read(mail(Buffer.from('Mira Okafór, author'), 'text/plain; charset=iso-8859-1'))).toBe(
      'Mira Okafór, author',
    )
  })

  it('is read as Latin-1 if a single letter is a word of French or Italian', async () => {
    const bytes = Buffer.from('Mira Okafór, peintre à Besançon, è vero', 'latin1')
    expect(await read(mail(bytes, 'text/plain; charset=utf-8'))).toBe(
      'Mira Okafór, peintre à Besançon, è vero',
    )
  })

  it('is read as UTF-8 that was encoded twice', async () => {
    expect(
      await read(mail(Buffer.from('Mira OkafÃ³r, â€œauthorâ€\u009d'), 'text/plain; charset=utf-8')),
    ).toBe('Mira Okafór, “author”')
    expect(await read(mail(Buffer.from('Ã³ is what “ó” became, 漢'), 'text/plain; charset=utf-8'))).toBe(
      'Ã³ is what “ó” became, 漢',
    )
  })

  it('is read as UTF-7 if it says so, and only then', async () => {
    const bytes = Buffer.from('Mira Okaf+APM-r, +2D3cqA- 1 +- 1+AAA-, author')
    expect(await read(mail(bytes, 'text/plain; charset=utf-7'))).toBe('Mira Okafór, 💨 1 + 1, author')
    expect(await read(mail(Buffer.from('<p>Mira Okaf&#43;APM-r</p>'), 'text/html; charset="UTF-7"'))).toBe(
      'Mira Okaf+APM-r',
    )
    expect(await read(mail(Buffer.from('<p>Mira Okaf+APM-r</p>'), 'text/html; charset="UTF-7"'))).toBe(
      'Mira Okafór',
    )
    for (const type of [undefined, 'text/plain; charset=utf-8'])
      expect(await read(mail(bytes, type))).toBe('Mira Okaf+APM-r, +2D3cqA- 1 +- 1+AAA-, author')
  })

  it('is read as HZ if it says so, and only then', async () => {
    const bytes = Buffer.from('~{Mu7<~}, ~{;-<R~} ~{~} ~ {x}')
    expect(await read(mail(bytes, 'text/plain; charset=hz-gb-2312'))).toBe('王芳, 画家 ~{~} ~ {x}')
    expect(await read(mail(bytes, 'text/plain; charset=utf-8'))).toBe('~{Mu7<~}, ~{;-<R~} ~{~} ~ {x}')
  })

  it('is read in each part of an alternative', async () => {
    const latin = Buffer.from('André Lefèvre, compositeur', 'latin1')
    const raw = Buffer.concat([
      Buffer.from(
        'From: a@b.example\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain;\r\n charset="utf-8"\r\n\r\n',
      ),
      latin,
      Buffer.from('\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>'),
      latin,
      Buffer.from('</p>\r\n--x--\r\n'),
    ])
    const { visibleText, whole } = await readMail(raw)
    expect(visibleText).toBe('André Lefèvre, compositeur')
    expect(whole.texts).toEqual(['André Lefèvre, compositeur'])
  })

  // biome-ignore format: a table
  it.each([
    ['windows-1250', 'Jiří Dvořák, skladatel', 'Smn47SBEdm/44WssIHNrbGFkYXRlbA==', /^Ji\ufffd/],
    ['windows-1255', 'מירה אוקפור, מאיירת', '7un45CDg5ff05fgsIO7g6en4+g==', /\ufffd/],
    ['big5', '陳大文，作家', 's6+kaqTloUGnQK5h', /\ufffd/],
  ])('marks uncertain characters as lost: %s, %s', async (_charset, _text, base64, lost) => {
    expect(await read(mail(Buffer.from(base64, 'base64'), 'text/plain; charset=utf-8'))).toMatch(lost)
  })

  it('is left alone if the label is right', async () => {
    for (const [charset, text, base64] of [
      ...SURE,
      ['windows-1250', 'Jiří Dvořák, skladatel', 'Smn47SBEdm/44WssIHNrbGFkYXRlbA=='],
      ['windows-1252', 'Ã is a letter, Â too', 'wyBpcyBhIGxldHRlciwgwiB0b28='],
    ] as const)
      expect(await read(mail(Buffer.from(base64, 'base64'), `text/plain; charset=${charset}`))).toBe(text)
  })
})

describe('a header whose charset label is wrong or missing', () => {
  it.each([
    ['=?utf-8?Q?Andr=E9_Dubois?=', 'André Dubois'],
    ['=?us-ascii?Q?Mira_Okaf=F3r?=', 'Mira Okafór'],
    ['=?iso-8859-1?Q?Mira_Okaf=C3=B3r?=', 'Mira Okafór'],
    ['=?utf-8?Q?Ji=F8=ED_Novotny?=', 'Ji\ufffdí Novotny'],
  ])('is read as far as it is sure: %s', (written, name) => {
    expect(decodeEncodedWords(written)).toBe(name)
  })

  it('is read as bytes', async () => {
    const raw = Buffer.from('From: Andr\xe9 <a@b.example>\r\nSubject: Andr\xe9 signe\r\n\r\nx', 'latin1')
    const { from, subject } = await readMail(raw)
    expect([from?.name, subject]).toEqual(['André', 'André signe'])
  })
})

it('takes a second at most for any email', async () => {
  for (const piece of [
    '\xe9',
    '\xe9a',
    'Content-Type: text/plain; charset=x',
    ';charset="',
    '\x1b$B',
    '\x81\x40',
    'Content-Type: text/plain\r\n  ',
  ])
    expect(
      processorMs(
        () =>
          void readMail(
            mail(
              Buffer.from(`\xff${piece.repeat(300_000 / piece.length)}`, 'latin1'),
              'text/plain; charset=utf-8',
            ),
          ),
      ),
      piece,
    ).toBeLessThan(1_000)
})

it('guesses for twenty texts of an email, and no more', () => {
  const guess = textGuesser()
  const guessed = Array.from({ length: 30 }, () => guess(Buffer.from('Ren\xe9e Dub\xe9', 'latin1')))
  expect(guessed.filter(text => text === 'Renée Dubé')).toHaveLength(20)
  expect(guessed.at(-1)).toBe('Ren\ufffde Dub\ufffd')
  expect(guess(Buffer.from('Renée Dubé'))).toBe('Renée Dubé')
})
