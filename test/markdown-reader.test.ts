import { describe, expect, it } from 'vitest'
import { asRuns, paragraphs, plainWords } from '../src/markdown-reader.ts'

const source = `# To the ministers

We write *because* **you** decide.
On two lines.

3. once
4. See [our **long** report](https://example.org/fees).
   - within

<b>not HTML</b> 2 * 3 * 4 <https://example.org/> https://example.org/x un**do**ne, [write](mailto:a@example.org)`

describe('the Markdown of statements outside a page', () => {
  it('has no marks in plain words, but the numbers of lists and the addresses of links', () => {
    expect(plainWords(paragraphs(source))).toBe(`To the ministers

We write because you decide.
On two lines.

3. once
4. See our long report (https://example.org/fees).
  • within

<b>not HTML</b> 2 * 3 * 4 https://example.org/ https://example.org/x undone, write (a@example.org)`)
  })

  it('indents a quotation, with a blank line around it', () => {
    const quoted = paragraphs('She said:\n\n> Nobody asked.\n>\n> Nobody paid.\n\n- one\n- two')
    expect(plainWords(quoted)).toBe('She said:\n\n  Nobody asked.\n\n  Nobody paid.\n\n• one\n• two')
  })

  it('keeps emphasis and links as runs', () => {
    const runs = asRuns(paragraphs(source))
    expect(runs).toContainEqual({ text: 'To the ministers', strong: true })
    expect(runs).toContainEqual({ text: 'because', emphasis: true })
    expect(runs).toContainEqual({ text: 'long', strong: true, href: 'https://example.org/fees' })
    expect(runs.filter(({ href }) => href?.startsWith('mailto:'))).toEqual([
      { text: 'write', href: 'mailto:a@example.org' },
    ])
  })

  it('links no bare name, and no scheme but the usual ones', () => {
    const runs = asRuns(
      paragraphs('evil.example www.evil.example ftp://evil.example [x](javascript:alert(1))'),
    )
    expect(runs).toEqual([
      { text: 'evil.example www.evil.example ftp://evil.example [x](javascript:alert(1))' },
    ])
  })
})
