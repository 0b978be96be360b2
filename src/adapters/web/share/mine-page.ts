/** Helps people find what they have signed: an email brings the list to the mailbox they type. */
import type { PageWords } from '../../../core/page-contract.ts'
import { type Html, hrefIn, html, isolated, layout } from '../html.ts'
import { emailKeyboard } from '../signing/details-form.ts'

export function minePage(words: PageWords, asked: { typed?: string; problem?: string } = {}): Html {
  const { typed = '', problem } = asked
  const { mine } = words.share
  return layout({
    words,
    title: mine.title,
    noIndex: true,
    otherLanguagePath: '/mine',
    body: html`<h1>${mine.title}</h1>
<p class="lead">${mine.intro}</p>
<form class="card" method="post" action="${hrefIn(words, '/mine')}" accept-charset="utf-8">
<div class="field"><label for="mailbox">${words.mailboxLabel}</label>
<input type="text" id="mailbox" name="mailbox" value="${typed}" autocomplete="email" ${emailKeyboard} required${
      problem !== undefined && html` aria-invalid="true" aria-describedby="mailbox-problem" autofocus`
    }>
${problem !== undefined && html`<p class="problem" role="alert" id="mailbox-problem">${problem}</p>`}</div>
<p class="decoy" aria-hidden="true"><label for="website">Website</label><input type="text" id="website" name="website" tabindex="-1" autocomplete="off"></p>
<div class="actions"><button class="main" type="submit">${mine.send}</button></div>
</form>`,
  })
}

/** Says the same whether or not that mailbox has signed. */
export function mineSentPage(words: PageWords, mailbox: string): Html {
  return layout({
    words,
    title: words.lookInMailboxTitle,
    noIndex: true,
    body: html`<h1>${words.lookInMailboxTitle}</h1>
<p class="lead">${words.share.mine.sent(isolated(mailbox))}</p>
<p>${words.notThere}</p>`,
  })
}
