import { raw } from 'hono/html'
import type { PageWords } from '../../../core/page-contract.ts'
import { type Html, html, layout } from '../html.ts'
import type { Draft, TrialMail, TrialMessage } from './trial-mail.ts'

export interface TrialArgs {
  words: PageWords
  /** `?lang=fr` if the reader chose a language, otherwise empty. */
  query: string
  mails: TrialMessage[]
  draft: Draft
  told: { sent?: boolean; refused?: string }
}

export function trialPage({ words, query, mails, draft, told }: TrialArgs): Html {
  const said = words.trial
  return layout({
    words,
    title: said.title,
    className: 'wide',
    script: '/trial/script.js',
    otherLanguagePath: '/trial',
    body: html`<h1>${said.title}</h1>
<p class="lead">${said.intro}</p>
${told.refused !== undefined && html`<div class="notice bad" role="alert"><p>${said.refused(told.refused)}</p></div>`}
<div class="desk">
<section class="card" aria-labelledby="compose">
<h2 id="compose">${said.composeTitle}</h2>
<form method="post" action="/trial/send${query}" accept-charset="utf-8">
${lineField('from', said.from, draft.from)}
${lineField('to', said.to, draft.to)}
${lineField('subject', said.subject, draft.subject)}
<div class="field"><label for="text">${said.text}</label>
<textarea id="text" name="text" rows="5" dir="auto">
${draft.text}</textarea></div>
${draft.inReplyTo && html`<input type="hidden" name="inReplyTo" value="${draft.inReplyTo}">`}
<button type="submit">${said.sendButton}</button>
</form>
</section>
<section aria-labelledby="mails">
<div class="headline"><h2 id="mails">${said.mailsTitle}</h2><a href="/trial${query}">${said.reload}</a></div>
${told.sent && html`<div class="notice" role="status"><p>${said.sent}</p></div>`}
<p class="unseen" id="mail-count" role="status"></p>
<div id="mail-list" data-from="/trial/mails${query}">${mailItems(words, query, mails)}</div>
</section>
</div>`,
  })
}

/** Only the list, which the script asks for again and again. */
export function mailItems(words: PageWords, query: string, mails: TrialMessage[]): Html {
  const time = new Intl.DateTimeFormat(locale(words), { timeStyle: 'short' })
  if (mails.length === 0) return html`<p class="empty">${words.trial.noMails}</p>`
  return html`<p class="small">${words.trial.mailCount(mails.length)}</p>
<ul class="mails">${mails.map(
    mail => html`<li data-id="${mail.id}"><a href="${mailPath(mail.id)}${query}"><span class="subject"><bdi>${mail.subject}</bdi></span>
<span class="line"><bdi>${words.trial.to} ${mail.to}</bdi><time datetime="${mail.date.toISOString()}">${time.format(mail.date)}</time></span></a></li>`,
  )}</ul>`
}

export function trialMailPage(args: { words: PageWords; query: string; mail: TrialMail }): Html {
  const { words, query, mail } = args
  const said = words.trial
  const path = mailPath(mail.id)
  const date = new Intl.DateTimeFormat(locale(words), { dateStyle: 'long', timeStyle: 'medium' })
  return layout({
    words,
    title: mail.subject,
    className: 'wide',
    otherLanguagePath: path,
    body: html`<p><a href="/trial${query}">${said.back}</a></p>
<h1 dir="auto">${mail.subject}</h1>
<dl class="headers">
<dt>${said.from}</dt><dd>${mail.from}</dd>
<dt>${said.to}</dt><dd>${mail.to}</dd>
${mail.replyTo && html`<dt>${said.replyTo}</dt><dd>${mail.replyTo}</dd>`}
<dt>${said.date}</dt><dd>${date.format(mail.date)}</dd>
</dl>
<div class="desk reading">
<section aria-labelledby="shown">
<h2 id="shown">${said.readHtml}</h2>
<iframe class="mail-html" title="${said.readHtml}" src="${path}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>
</section>
<div>
<section class="card" aria-labelledby="reply">
<h2 id="reply">${said.replyTitle}</h2>
<p class="small">${said.replyHint}</p>
<form method="post" action="/trial/send${query}" accept-charset="utf-8">
<input type="hidden" name="inReplyTo" value="${mail.messageId}">
${lineField('from', said.from, mail.to)}
${lineField('to', said.to, mail.replyTo ?? mail.from)}
${lineField('subject', said.subject, /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`)}
<div class="field"><label for="text">${said.text}</label><textarea id="text" name="text" rows="4" dir="auto"></textarea></div>
<button type="submit">${said.replyButton}</button>
</form>
</section>
<details><summary>${said.readText}</summary>
<p class="mail-text" dir="auto">${withLinks(mail.text)}</p></details>
<p class="small"><a href="${path}/raw" download>${said.raw}</a></p>
</div>
</div>`,
  })
}

/**
 * The email's own markup with one thing added: links open in a new tab, as in an email program. They could not open inside the
 * frame, because our pages refuse to be framed.
 */
export function framedMail(markup: string): Html {
  const base = '<base target="_blank">'
  const head = /<head(\s[^>]*)?>/i
  return raw(head.test(markup) ? markup.replace(head, found => found + base) : base + markup)
}

/** In the time zone of this machine, because the reader sits at it. */
function locale(words: PageWords): string {
  return words.language === 'en' ? 'en-GB' : words.language
}

function mailPath(id: string): string {
  return `/trial/mails/${encodeURIComponent(id)}`
}

function lineField(name: 'from' | 'to' | 'subject', label: string, value: string): Html {
  return html`<div class="field"><label for="${name}">${label}</label>
<input type="text" id="${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false"></div>`
}

function withLinks(text: string): (Html | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((part, index) =>
      index % 2 === 0 ? part : html`<a href="${part}" target="_blank" rel="noreferrer noopener">${part}</a>`,
    )
}
