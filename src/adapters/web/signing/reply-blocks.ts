/** A reply as part of a page, without the buttons of chats: a page has one button of its own. */
import type { Block, Paragraph, Reply, Run } from '../../../core/page-contract.ts'
import { type Html, html, paragraphs } from '../html.ts'

export function replyBlocks(reply: Reply): Html {
  return html`<div class="reply" lang="${reply.language}">${reply.blocks.map(blockHtml)}</div>`
}

function blockHtml(block: Block): Html | '' {
  switch (block.kind) {
    case 'title':
      return html`<h2 dir="auto">${block.text}</h2>`
    case 'paragraph':
      return html`${paragraphs(block.text)}`
    case 'quote':
      return html`<blockquote class="statement">${paragraphs(block.text)}</blockquote>`
    case 'statement':
      return html`<blockquote class="statement" dir="auto">${block.paragraphs.map(paragraphHtml)}</blockquote>`
    case 'facts':
      return html`<dl class="fact-list">${block.facts.map(
        ({ label, value }) => html`<div><dt>${label}</dt><dd dir="auto">${value}</dd></div>`,
      )}</dl>`
    case 'link':
      return linkHtml(block)
    // The page has its own button instead of the one in the email.
    case 'button':
    case 'form-button':
    case 'command-button':
      return ''
    case 'progress':
      return html`<progress max="${block.whole}" value="${Math.min(block.part, block.whole)}" aria-label="${block.text}">${block.text}</progress>
<p class="soft">${block.text}</p>`
    case 'small':
      return html`<p class="small" dir="auto">${block.text}</p>`
    case 'image':
      return html`<p><img class="picture" src="data:image/png;base64,${Buffer.from(block.png).toString('base64')}" alt="${block.alt}"></p>`
    // The file comes with the answer; until then there is only its name to show.
    case 'file':
      return html`<p class="file-name"><bdi>${block.name}</bdi></p>`
  }
}

function paragraphHtml({ runs, mark }: Paragraph): Html {
  return html`<p>${mark === undefined ? '' : `${mark} `}${runs.map(runHtml)}</p>`
}

function runHtml({ text, strong, emphasis, href }: Run): Html {
  const linked =
    href === undefined ? text : html`<a href="${href}" rel="nofollow noopener noreferrer">${text}</a>`
  const stressed = emphasis ? html`<em>${linked}</em>` : linked
  return strong ? html`<strong>${stressed}</strong>` : html`${stressed}`
}

function linkHtml({ label, url }: { label: string; url: string }): Html {
  if (!/^https?:\/\//i.test(url)) return html`<p dir="auto">${label}</p>`
  return html`<p dir="auto"><a href="${url}" rel="noreferrer noopener">${label}</a></p>`
}
