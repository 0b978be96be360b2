/** Adversarial texts are made of these: a few characters each, and words of the lexicons. */
import { readdirSync } from 'node:fs'

// biome-ignore format: a table
const marks = [
  'a,', ',', '漢', 'あ', '한', '\n', '\r\n', '\n\n', '-', '—', '_', '=', '*', '#', '|', ' | ', '.', '…', '...', '. ', '?', '? ', '!', '! ', ' ', '\t', '\u00a0', '😀', '👩‍👩‍👧',
  '>', '> ', '>>>> ', '\n> ', '\n>\n', '"', '“', '”', '„', '«', '»', "'", '’', '‘', '(', ')', '()', '[', ']', '[]', '{', '<', '</', '<a>', '<div>', '<p>x', '<br>', '<!--', '&amp;', '&', '<blockquote>',
  'On 1 May 2026 at 10:00, Ada <a@b.example> wrote:\n', 'On \n', ' wrote:\n', 'Am 1. Mai schrieb Ada:\n', 'Le 1 mai, Ada a écrit :\n', '-----Original Message-----\n', 'From: a@b.example\n', 'Von: a\n',
  '-- \n', '\n-- \n', 'Sent from my iPhone\n', 'https://example.org/a?b=c ', 'http://', 'www.', '@', 'a@b.example ', 'a@', '<mailto:a@b.example>', '+44 20 7946 0000 ', '1', '1 ', '12, ', '1.', '0-',
  'Name:', 'Name: ', 'Name: Ada\n', 'Occupation:', 'name=', ':', '：', 'e\u0301', '\u0301', 'a\u0300\u0301', '\u200b', '\u200d', '\ufeff', '\u00ad', '\u2060', '\u202e', '\u05d0', '\u0627\u0644', 'ᐧ', '\ud800', '\u0000',
  'no ', 'no, ', 'No.\n', 'yes, ', 'yes ', 'Yes.\n', 'not ', "don't ", 'ne pas ', 'nicht ', 'please ', 'A. ', 'A.', 'Dr. ', 'Ada ', 'Ada Lovelace, ', 'Ada Lovelace\n', 'and ', ' & ', 'of ', 'the ', 'a', 'A', 'aB', 'ß', 'İ', 'ﬀ',
  'I am a painter. ', 'I sign. ', 'We, the band, sign. ', 'count me in ', 'stats demo\n', 'withdraw ', 'erase my data ', 'Dear all,\n', 'Best,\n', 'Thanks! ', 'x y z ', 'I ', "l'", 'd’', 'Jr., ', 'Ltd ', 'CAUTION: ', '[EXTERNAL] ', 'Re: ', 'AW: ',
]

/** The marks, and the phrases of every list that the reading goes by. */
export async function units(): Promise<string[]> {
  const folder = new URL('../src/core/reading/', import.meta.url)
  const words = new Set<string>()
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts'))) {
    const module: Record<string, unknown> = await import(new URL(file, folder).href)
    for (const list of Object.values(module))
      if (Array.isArray(list) || list instanceof Set)
        for (const word of list) if (typeof word === 'string' && word.length < 60) words.add(`${word} `)
  }
  // A list's neighbours are alike: each fifteenth is enough to begin with.
  return [...marks, ...[...words].filter((_, at) => at % 15 === 0)]
}
