/** Adversarial texts are made of these: a few characters each, and words of the lexicons. */
import { readdirSync } from 'node:fs'
import { EARLIER_MESSAGE, HEADER_LABELS, WROTE } from '../src/adapters/email/read/quote-headers.ts'

// biome-ignore format: a table
const marks = [
  'a,', ',', '漢', 'あ', '한', '\n', '\r\n', '\n\n', '-', '—', '_', '=', '*', '#', '|', ' | ', '.', '…', '...', '. ', '?', '? ', '!', '! ', ' ', '\t', '\u00a0', '😀', '👩‍👩‍👧',
  '>', '> ', '>>>> ', '\n> ', '\n>\n', '"', '“', '”', '„', '«', '»', "'", '’', '‘', '(', ')', '()', '[', ']', '[]', '{', '<', '</', '<a>', '<div>', '<p>x', '<br>', '<!--', '&amp;', '&', '<blockquote>',
  'On 1 May 2026 at 10:00, Ada <a@b.example> wrote:\n', 'On \n', ' wrote:\n', 'Am 1. Mai schrieb Ada:\n', 'Le 1 mai, Ada a écrit :\n', '-----Original Message-----\n', 'From: a@b.example\n', 'Von: a\n',
  '-- \n', '\n-- \n', 'Sent from my iPhone\n', 'https://example.org/a?b=c ', 'http://', 'www.', '@', 'a@b.example ', 'a@', '<mailto:a@b.example>', '+44 20 7946 0000 ', '1', '1 ', '12, ', '1.', '0-',
  'Name:', 'Name: ', 'Name: Ada\n', 'Occupation:', 'name=', ':', '：', 'e\u0301', '\u0301', 'a\u0300\u0301', '\u200b', '\u200d', '\ufeff', '\u00ad', '\u2060', '\u202e', '\u05d0', '\u0627\u0644', 'ᐧ', '\ud800', '\u0000',
  'no ', 'no, ', 'No.\n', 'yes, ', 'yes ', 'Yes.\n', 'not ', "don't ", 'ne pas ', 'nicht ', 'please ', 'A. ', 'A.', 'Dr. ', 'Ada ', 'Ada Lovelace, ', 'Ada Lovelace\n', 'and ', ' & ', 'of ', 'the ', 'a', 'A', 'aB', 'ß', 'İ', 'ﬀ',
  'I am a painter. ', 'I sign. ', 'We, the band, sign. ', 'count me in ', 'stats demo\n', 'withdraw ', 'erase my data ', 'Dear all,\n', 'Best,\n', 'Thanks! ', 'x y z ', 'I ', "l'", 'd’', 'Jr., ', 'Ltd ', 'CAUTION: ', '[EXTERNAL] ', 'Re: ', 'AW: ',
  '>>>>>>>>>>>>>>>>>>>>>>>> ', '> > > > > > > > > a\n', '>\n>>\n>>>\n', '> On 1 May 2026, Ada wrote:\n>> ', 'a\n', 'no\n', 'Ada\n', 'I am\n', 'x y\n\n', '?!?!', '((((', '))))', '[[[[', '{}', '“‘', '’”', '«»', '（', '「', '&lt;', '&#x1F600;', '&#8203;', '&nbsp;', '&amp', '<a href="', '<b>', '<table><tr><td>', '</p>',
  '<blockquote><p>', '<span style="', '👨‍👩‍👧‍👦🏽', '🏴\u{e0067}\u{e0062}\u{e007f}', '🇫🇷', '👍🏽', '❤️‍🔥', 'abc אבג ', '\u202eabc\u202c', 'السلام ', 'שלום, ', '\u2067a\u2069', 'a:b:c:', 'a: b\n', 'Name:Name:', 'Ada, Bob, Eve, ', 'a, b; c: ', '- Ada\n', '1. Ada, potter\n', '* a\n', 'hello ', "'a ", " 'a", '‘a ', 'hello, ', 'dear ', 'bonjour ', 'hallo hallo\n', 'Regards,\nAda\n',
]

/** Each list of a module, also in an object, as words. */
function listsIn(value: unknown): string[][] {
  if (Array.isArray(value) || value instanceof Set)
    return [[...value].filter(word => typeof word === 'string' && word.length < 60)]
  return value !== null && typeof value === 'object' && !(value instanceof RegExp)
    ? Object.values(value).flatMap(listsIn)
    : []
}

/** The marks, lines of programs in every language, and words of every list that the reading goes by. */
export async function units(): Promise<string[]> {
  const words = new Set<string>()
  for (const path of ['../src/core/reading/', '../src/adapters/email/read/']) {
    const folder = new URL(path, import.meta.url)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    // A list's neighbours are alike: the first and each fortieth are enough to begin with.
    for (const file of files.filter(name => name.endsWith('.ts')))
      for (const list of listsIn({ ...(await import(new URL(file, folder).href)) }))
        for (const [at, word] of list.entries()) if (at % 40 === 0) words.add(`${word} `)
  }
  const programs = [
    ...WROTE.filter((_, at) => at % 3 === 0).map(
      wrote => `On 1 May 2026 at 10:00 Ada <a@b.example> ${wrote}:\n`,
    ),
    ...EARLIER_MESSAGE.filter((_, at) => at % 8 === 0).map(words => `--- ${words} ---\n`),
    ...Object.values(HEADER_LABELS).flatMap(labels =>
      labels.slice(0, 2).map(label => `${label}: a@b.example\n`),
    ),
  ]
  return [...marks, ...programs, ...words]
}
