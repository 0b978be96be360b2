/** The page of an export link: it says what the file holds, and has one large button that downloads it. */
import type { ExportView, PageWords } from '../../../core/page-contract.ts'
import { type Html, html, layout, messagePage } from '../html.ts'
import { type AnsweredPage, unknownLinkPage } from './confirm-page.ts'

export function exportPage(words: PageWords, token: string, view: ExportView): AnsweredPage {
  switch (view.kind) {
    case 'unknown':
      return { status: 404, body: unknownLinkPage(words) }
    case 'expired':
      return {
        status: 410,
        body: messagePage(words, { title: words.expiredTitle, text: words.exportExpired }),
      }
    case 'busy':
      return {
        status: 503,
        body: messagePage(words, {
          title: words.exportBusyTitle,
          text: words.exportBusy,
          link: { href: `/x/${token}`, label: words.backToLink },
        }),
      }
    case 'export':
      return { status: 200, body: offeredPage(words, token, view.name) }
  }
}

function offeredPage(words: PageWords, token: string, name: string): Html {
  return layout({
    words,
    title: words.exportTitle,
    body: html`<h1>${words.exportTitle}</h1>
<p class="lead">${words.exportText}</p>
<div class="card">
<p class="file-name"><bdi>${name}</bdi></p>
<div class="actions">
<form method="post" action="/x/${token}"><button class="main" type="submit">${words.exportButton}</button></form>
</div>
<p class="small">${words.exportValid}</p>
</div>`,
  })
}
