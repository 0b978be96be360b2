import { expect, it } from 'vitest'
import { paragraphs } from '../../src/exports/pdf/paragraphs.ts'

it('shows the Markdown of a statement as paper can: no marks, numbers of lists, addresses of links', () => {
  const source = `We write *because* **you** decide.
On two lines.

3. once
4. See [our report](https://example.org/fees).
   - within

<b>not HTML</b> 2 * 3 * 4 <https://example.org/>`
  expect(paragraphs(source)).toEqual([
    { text: 'We write because you decide.\nOn two lines.', depth: 0 },
    { mark: '3.', text: 'once', depth: 1 },
    { mark: '4.', text: 'See our report (https://example.org/fees).', depth: 1 },
    { mark: '•', text: 'within', depth: 2 },
    { text: '<b>not HTML</b> 2 * 3 * 4 https://example.org/', depth: 0 },
  ])
})
