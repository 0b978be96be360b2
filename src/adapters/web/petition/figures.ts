/** Shows how the signatures came in, if the petition makes that public. */
import { raw } from 'hono/html'
import type { Channel, PageWords, PublicFigures, PublicPetition } from '../../../core/page-contract.ts'
import { type Html, html } from '../html.ts'

export function figuresSection(
  words: PageWords,
  { status, timeZone }: PublicPetition,
  { today, week, byChannel, curve }: PublicFigures,
): Html {
  // Hono does not know that the keys of a partial record are those of the record.
  const channels = (Object.entries(byChannel) as [Channel, number][]).toSorted(([, a], [, b]) => b - a)
  const figure = (n: number, label: string) =>
    html`<li><span class="n">${words.number(n)}</span>${label}</li>`
  const [first, last] = [curve.at(0), curve.at(-1)]
  return html`<h2>${words.figuresTitle}</h2>
<ul class="figures" role="list">
${status === 'open' && figure(today, words.today)}
${status === 'open' && figure(week, words.thisWeek)}
${channels.map(([channel, n]) => figure(n, words.wayToSign(channel)))}
</ul>
${
  first &&
  last &&
  curve.length > 2 &&
  last.total > 0 &&
  html`<figure class="curve-of">
${line(
  curve.map(({ total }) => total),
  words.curve(last.total, first.start, last.start, timeZone),
)}
<figcaption class="small curve-ends"><span>${words.day(first.start, timeZone)}</span><span>${words.day(last.start, timeZone)}</span></figcaption>
</figure>`
}`
}

const [width, height] = [600, 120]

function line(totals: number[], said: string): Html {
  const most = Math.max(...totals, 1)
  const points = totals
    .map((total, at) => {
      const x = (at / (totals.length - 1)) * width
      return `${x.toFixed(1)},${(height - (total / most) * height).toFixed(1)}`
    })
    .join(' ')
  return html`<svg class="curve" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${said}">${raw(
    `<polygon class="area" points="0,${height} ${points} ${width},${height}"/><polyline class="line" points="${points}"/>`,
  )}</svg>`
}
