import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdown, plainText } from '../../../src/adapters/web/petition/markdown.ts'
import { directionOf, excerpt, letterSize } from '../../../src/adapters/web/petition/statement.ts'
import { processorMs } from '../../support/processor-ms.ts'
import { hostile } from './hostile.ts'

const made = (text: string) => `${markdown(text)}`.trim()

describe('the Markdown of statements', () => {
  it.each([
    ['Two.\n\nParagraphs.', '<p>Two.</p>\n<p>Paragraphs.</p>'],
    ['- one\n- two', '<ul>\n<li>one</li>\n<li>two</li>\n</ul>'],
    ['3. three', '<ol start="3">\n<li>three</li>\n</ol>'],
    ['*A* and **B**', '<p><em>A</em> and <strong>B</strong></p>'],
    ['snake_case, 2 * 3 * 4', '<p>snake_case, 2 * 3 * 4</p>'],
    ['A & "B" < C', '<p>A &amp; &quot;B&quot; &lt; C</p>'],
    // The style shows the lines of a paragraph.
    ['One line\nanother', '<p>One line\nanother</p>'],
    ['# A *title*', '<p><strong>A <em>title</em></strong></p>'],
    ['#title', '<p>#title</p>'],
    [
      'https://x.example/a, and.so',
      '<p><a href="https://x.example/a" rel="nofollow noopener noreferrer">https://x.example/a</a>, and.so</p>',
    ],
    [
      '[here](https://x.example/?a=1&b=2)',
      '<p><a href="https://x.example/?a=1&amp;b=2" rel="nofollow noopener noreferrer">here</a></p>',
    ],
    ['> quoted\n> *again*', '<blockquote>\n<p>quoted\n<em>again</em></p>\n</blockquote>'],
    // No constructs of ours: they stay as they were typed.
    ['    indented', '<p>indented</p>'],
    ['`code`', '<p>`code`</p>'],
    ['---', '<p>---</p>'],
    ['<b onclick="x()">bold</b>', '<p>&lt;b onclick=&quot;x()&quot;&gt;bold&lt;/b&gt;</p>'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
    ['[x](data:text/html,y)', '<p>[x](data:text/html,y)</p>'],
    ['[x](//elsewhere.example)', '<p>[x](//elsewhere.example)</p>'],
  ])('%j', (text, expected) => {
    expect(made(text)).toBe(expected)
  })

  it('is safe whatever is written, and says the same words', () => {
    const parts = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        '*',
        '_',
        '[',
        ']',
        '(',
        ')',
        '!',
        '\n',
        '- ',
        '1. ',
        'javascript:',
        '&lt;',
        'a',
        '`',
        '\\',
        '<a href=x>',
      ),
    )
    const isSafe = (text: string) =>
      (made(text).match(/<[^>]*>?/g) ?? []).every(tag =>
        /^<\/?(p|ul|ol|li|blockquote|em|strong|a)( start="\d+"| href="(https?:\/\/|mailto:)[^"<>]*"| title="[^"<>]*"| rel="nofollow noopener noreferrer")*>$/i.test(
          tag,
        ),
      )
    for (const text of hostile) expect(isSafe(text), text).toBe(true)
    fc.assert(
      fc.property(parts, pieces => isSafe(pieces.join(''))),
      { numRuns: 300 },
    )
  })

  it('takes less than a second for the worst texts we know', () => {
    for (const text of [
      '*'.repeat(5000),
      '[]('.repeat(1600),
      '- '.repeat(2500),
      '*a_ '.repeat(1250),
      '['.repeat(5000),
      'https://a.b/ '.repeat(400),
      'http://'.repeat(700),
      '# '.repeat(2500),
    ]) {
      expect(
        processorMs(() => markdown(text)),
        text.slice(0, 4),
      ).toBeLessThan(1_000)
    }
  })
})

describe('a statement on its page', () => {
  it('is told in plain words where markup cannot be', () => {
    expect(plainText('*We* ask:\n\n1. [this](https://x.example)\n2. & "that"')).toBe('We ask: this & "that"')
    expect(plainText('# Title\n\n*Compos*ers, **poets**, [all](https://x.example).')).toBe(
      'Title Composers, poets, all.',
    )
    expect(excerpt('word '.repeat(100), 20)).toBe('word word word word …')
  })

  it.each([
    [
      'after a sentence, if one ends late enough',
      'Libraries close. Nobody decided that.',
      'Libraries close. …',
    ],
    [
      'after a word otherwise, without the comma behind it',
      'We, who read, write and teach',
      'We, who read, write …',
    ],
    [
      'after a sentence in Japanese too',
      '図書館が閉じている。誰もそう決めたわけではないのに閉じている。',
      '図書館が閉じている。 …',
    ],
    ['after the salutation', 'Dear Minister,\n\nLibraries close.', 'Libraries close.'],
    ['at once, if all of it looks like a salutation', 'Libraries, schools,', 'Libraries, schools,'],
  ])('begins in lists and previews %s', (_, text, begun) => {
    expect(excerpt(text, 20)).toBe(begun)
  })

  it('has the direction of most of its letters', () => {
    expect(directionOf('Ada: لا يجوز استخدام الأعمال الإبداعية')).toBe('rtl')
    expect(directionOf('The word لا means no')).toBe('ltr')
    expect(directionOf('12')).toBe('ltr')
  })

  it('is set the larger, the shorter it is', () => {
    expect([100, 500, 900].map(length => letterSize('x'.repeat(length)))).toEqual([
      'poster-size',
      'display-size',
      'reading-size',
    ])
  })
})
