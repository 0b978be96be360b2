import { describe, expect, it } from 'vitest'
import { decodeEncodedWords } from '../../../src/adapters/email/headers/encoded-words.ts'
import {
  quotedAddress,
  readAddressList,
  readMailbox,
  readSender,
} from '../../../src/adapters/email/headers/mail-address.ts'
import { processorMs } from '../../support/processor-ms.ts'

const decoded = { decodeName: decodeEncodedWords }

describe('readMailbox', () => {
  it.each([
    ['ada@lovelace.example', 'ada@lovelace.example', undefined],
    ['Ada Lovelace <ada@lovelace.example>', 'ada@lovelace.example', 'Ada Lovelace'],
    ['"Lovelace, Ada" <Ada.L+news@LOVELACE.Example>', 'Ada.L+news@lovelace.example', 'Lovelace, Ada'],
    ['ada@lovelace.example (Ada)', 'ada@lovelace.example', 'Ada'],
    ['=?utf-8?Q?Zo=C3=AB?= =?utf-8?Q?_K?= <zoe@k.example>', 'zoe@k.example', 'Zoë K'],
    ['=?iso-8859-1?B?U/hyZW4=?= <s@k.example>', 's@k.example', 'Søren'],
    ['"ada"@lovelace.example', 'ada@lovelace.example', undefined],
    ['"boss@bank.example" <ada@lovelace.example>', 'ada@lovelace.example', 'boss@bank.example'],
    ["o'brien@x.example", "o'brien@x.example", undefined],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example', undefined],
    ['ada@XN--BCHER-KVA.example', 'ada@xn--bcher-kva.example', undefined],
  ])('reads %s', (text, address, name) => {
    const mailbox = readMailbox(text, decoded)
    expect(mailbox?.address).toBe(address)
    expect(mailbox?.name).toBe(name)
  })

  it.each([
    ['nothing', ''],
    ['the null address', '<>'],
    ['a word', 'ada'],
    ['two mailboxes', 'a@x.example, b@x.example'],
    ['a group, even of one', 'Friends: ada@x.example;'],
    ['an empty group', 'undisclosed-recipients:;'],
    ['a NUL', 'ada@x.example\0'],
    ['a line break', 'ada@x.example\r\nBcc: eve@x.example'],
    ['a folded header inside quotes', '"\r\n BCC:x@y.example"@ok.example'],
    ['a comment inside the address', 'ada(comment)@x.example'],
    ['a comment before the domain', 'ada@(comment)x.example'],
    ['an unclosed comment', 'ada@x.example (ada'],
    ['a source route', '<@relay.example:ada@x.example>'],
    ['a percent route', 'ada%y.example@x.example'],
    ['a bang route', 'y!ada@x.example'],
    ['an address in a quoted local part', '"sign@petition.example"@evil.example'],
    ['a space in a quoted local part', '"a b"@x.example'],
    ['an address literal', 'ada@[127.0.0.1]'],
    ['a bare number', 'ada@127.0.0.1'],
    ['a single label', 'ada@intranet'],
    ['localhost outside trial mode', 'ada@localhost'],
    ['a domain with a trailing dot', 'ada@x.example.'],
    ['dots in a row', 'a..da@x.example'],
    ['a leading dot', '.ada@x.example'],
    ['a label that begins with a dash', 'ada@-x.example'],
    ['an underscore in the domain', 'ada@x_y.example'],
    ['a local part of 65', `${'a'.repeat(65)}@x.example`],
    ['a label of 64', `ada@${'x'.repeat(64)}.example`],
    ['two at signs', 'ada@x.example@y.example'],
    ['two brackets', '<ada@x.example> <eve@x.example>'],
    ['text behind the bracket', '<ada@x.example> eve@y.example'],
    ['an address hidden in an encoded word', '=?utf-8?Q?ada=40x=2Eexample?='],
    ['an encoded word as local part', '=?utf-8?Q?ada?=@x.example'],
    ['a full-width domain that folds into another', 'ada@ｅxample.example'],
    ['a full-width dot', 'ada@x。example'],
    ['a zero-width space in the domain', 'ada@x\u200b.example'],
    ['a right-to-left override in the local part', 'a\u202eda@x.example'],
  ])('refuses %s', (_what, text) => {
    expect(readMailbox(text, decoded)).toBeUndefined()
  })

  it('takes localhost if told to', () => {
    expect(readMailbox('ada@localhost', { allowLocalhost: true })?.address).toBe('ada@localhost')
  })

  it('marks a local part that only SMTPUTF8 can carry', () => {
    expect(readMailbox('用户@例子.example')).toMatchObject({
      address: '用户@xn--fsqu00a.example',
      smtpUtf8: true,
    })
    expect(readMailbox('ada@例子.example')?.smtpUtf8).toBe(false)
  })

  it('lets no control character through in a name', () => {
    const name = readMailbox('=?utf-8?Q?Ada=0D=0ABcc=3A_eve=00?= <ada@x.example>', decoded)?.name
    expect(name).toBe('Ada Bcc: eve')
  })

  it('reads a header of unclosed quotes and brackets in a few milliseconds', () => {
    for (const piece of ['"', '(', '<', '@', '=?', '=?utf-8?Q?', ':', ',', ';a', '\\']) {
      const header = piece.repeat(1_000_000 / piece.length)
      expect(
        processorMs(() => readAddressList(header, decoded)),
        piece,
      ).toBeLessThan(200)
    }
  })
})

describe('readSender', () => {
  it.each([
    ['brackets', 'Mira Okafor [Brightwater] <m@a.example>', 'Mira Okafor'],
    ['an open quotation mark', '"Mira Okafor <m@a.example>', 'Mira Okafor'],
    ['a quotation mark too many', 'Mira "Mo" Okafor" <m@a.example>', 'Mira Mo Okafor'],
    ['a smiley', 'Mira Okafor :( <m@a.example>', 'Mira Okafor'],
    ['a smiley inside the name', 'Mira :-) Okafor <m@a.example>', 'Mira Okafor'],
    ['a heart', 'Mira <3 Okafor <m@a.example>', 'Mira Okafor'],
    ['a semicolon', 'Mira Okafor; Illustrator <m@a.example>', 'Mira Okafor'],
    ['a colon', 'Dr. Mira Okafor: author <m@a.example>', 'Dr. Mira Okafor'],
    ['commas', 'Okafor, Mira, PhD <m@a.example>', 'Okafor, Mira, PhD'],
    ['an open bracket', 'Mira (Okafor <m@a.example>', 'Mira Okafor'],
    ['doubled angles', 'Mira Okafor <<m@a.example>>', 'Mira Okafor'],
    ['an angle that is never closed', 'Mira Okafor <m@a.example', 'Mira Okafor'],
    ['mailto', 'Mira Okafor <mailto:m@a.example>', 'Mira Okafor'],
    ['the same address twice', 'Mira Okafor <m@a.example>, <m@a.example>', 'Mira Okafor'],
    ['a mark at the end', 'Mira Okafor <m@a.example>.', 'Mira Okafor'],
    ['an address in brackets', 'Mira [b@b.example] <m@a.example>', 'Mira'],
    ['the name behind', '<m@a.example> Mira Okafor', undefined],
    ['encoded words around a bracket', '=?utf-8?Q?Zo=C3=AB?= [K] <m@a.example>', 'Zoë'],
  ])('reads the only address in angle brackets: %s', (_what, text, name) => {
    expect(readSender(text, decoded)).toMatchObject({ address: 'm@a.example', name })
  })

  it.each([
    ['square brackets', 'Mira Okafor [m@a.example]', 'Mira Okafor'],
    ['round brackets', 'Mira Okafor (m@a.example)', 'Mira Okafor'],
    ['curly quotation marks', 'Mira «m@a.example»', 'Mira'],
    ['no brackets', 'Mira [x] m@a.example', 'Mira'],
    ['a full stop behind it', '"Mira Okafor" <m@a.example.>', 'Mira Okafor'],
    ['a full stop alone', 'm@a.example.', undefined],
    ['an ellipsis', 'Mira Okafor, m@a.example…', 'Mira Okafor'],
    ['mailto in square brackets', 'Mira Okafor [mailto:m@a.example]', 'Mira Okafor'],
    ['the same address before it', 'm@a.example [m@a.example]', undefined],
    ['apostrophes', "Mira 'm@a.example'", 'Mira'],
    ['a group of one', 'Mira: m@a.example;', 'Mira'],
    ['a full stop behind the second', '"b@b.example" Mira: <m@a.example.>', 'b@b.example Mira'],
  ])('reads the only address, whatever the punctuation: %s', (_what, text, name) => {
    expect(readSender(text, decoded)).toMatchObject({ address: 'm@a.example', name })
  })

  it.each([
    ['two addresses', 'Mira <m@a.example> <b@b.example>'],
    ['two people', '"Mira <b@b.example>, Bo <m@a.example>'],
    ['an address before a semicolon', 'b@b.example; Mira <m@a.example>'],
    ['an address behind the bracket', 'Mira [x] <m@a.example> b@b.example'],
    ['a route', 'Mira [x] <@b.example:m@a.example>'],
    ['a comment inside', 'Mira [x] <m(b)@a.example>'],
    ['two at signs', 'Mira [x] <m@a.example@b.example>'],
    ['a control character', 'Mira [x]\0 <m@a.example>'],
    ['an encoded address', 'Mira [x] <=?utf-8?Q?m=40a.example?=>'],
    ['two addresses in square brackets', '[m@a.example] [b@b.example]'],
    ['an address literal', 'Mira [m@[127.0.0.1]]'],
    ['a route of percent', 'Mira [m%b@a.example]'],
    ['a domain with a comma', 'Mira [m@a.example,org]'],
    ['a domain with an underscore', 'Mira [m@a.example_b.example]'],
    ['a domain with a full-width dot', 'Mira [m@a.example。org]'],
    ['a local part in quotation marks', 'Mira ["m b"@a.example]'],
    ['a local part of 65', `Mira [${'m'.repeat(65)}@a.example]`],
  ])('refuses %s', (_what, text) => {
    expect(readSender(text, decoded)).toBeUndefined()
  })

  it.each([
    ['mira..x@docomo.example', '"mira..x"@docomo.example'],
    ['Mira <mira.@docomo.example>', '"mira."@docomo.example'],
    ['"mira..x"@docomo.example', '"mira..x"@docomo.example'],
    ['mira.x@docomo.example', 'mira.x@docomo.example'],
  ])('takes dots in any place, and quotes them for servers: %s', (text, quoted) => {
    const mailbox = readSender(text, { oddDots: true })
    expect(quotedAddress(mailbox?.address ?? '')).toBe(quoted)
  })

  it('refuses a local part of dots only', () => {
    expect(readSender('..@docomo.example', { oddDots: true })).toBeUndefined()
  })

  it('reads a header of unclosed brackets in a few milliseconds', () => {
    for (const piece of ['<', '< a@', '[', ':)', '"', '<a@a.example>', ';', 'a', 'a@', '@a', 'a@a.a '])
      expect(
        processorMs(() => readSender(piece.repeat(16_000 / piece.length), decoded)),
        piece,
      ).toBeLessThan(100)
  })
})

describe('decodeEncodedWords', () => {
  it.each([
    ['a character split between two words', '=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?=', 'Café'],
    ['a word inside a text', 're: =?utf-8?B?w6k=?= x', 're: é x'],
    ['a language behind the charset', '=?utf-8*en?Q?hi?=', 'hi'],
    ['Windows quotes called Latin-1', '=?iso-8859-1?Q?O=92Brien?=', 'O’Brien'],
    ['Japanese', '=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', '日本'],
    ['a charset nobody knows, as UTF-8', '=?x-none?Q?a=C3=A9b?=', 'aéb'],
    ['UTF-7', '=?utf-7?Q?Mira_Okaf+APM-r?= =?UTF-7?B?ICstIEJvLUE=?=', 'Mira Okafór + Bo-A'],
    ['words of UTF-7 that are none as they stand', '=?utf-7?Q?1+2_C++_+AB-?=', '1+2 C++ +AB-'],
    ['an unfinished word as it stands', '=?utf-8?Q?abc', '=?utf-8?Q?abc'],
  ])('reads %s', (_what, written, read) => {
    expect(decodeEncodedWords(written)).toBe(read)
  })

  it('takes a few milliseconds for a megabyte of anything', () => {
    for (const piece of [
      '=?',
      '=?a?q?',
      '=?a?q?b?=',
      '=?a?q?b?= ',
      '=?gbk?B?YQ==?= ',
      '=?utf-7?q?+APM-?=',
      '?',
      '_',
      '= ',
      ' ',
    ]) {
      const header = `=?a?q?b?=${piece.repeat(1_000_000 / piece.length)}`
      expect(
        processorMs(() => decodeEncodedWords(header)),
        piece,
      ).toBeLessThan(200)
    }
  })
})

describe('readAddressList', () => {
  it('counts what is written and keeps what can be answered', () => {
    const list = readAddressList('a@x.example, nonsense, B <b@y.example>')
    expect(list.mailboxes.map(mailbox => mailbox.address)).toEqual(['a@x.example', 'b@y.example'])
    expect(list).toMatchObject({ written: 3, group: false })
  })

  it('sees the members of a group', () => {
    expect(readAddressList('Board: a@x.example, b@y.example;')).toMatchObject({ written: 2, group: true })
  })
})
