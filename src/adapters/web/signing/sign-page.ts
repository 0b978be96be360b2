/** The page to sign on: a form, and the other ways beside it. */
import type { Channel, DetailsForm, PageWords, PublicPetition } from '../../../core/page-contract.ts'
import { scriptHref } from '../assets/assets.ts'
import { type Html, hrefIn, html, isolated, layout, mailtoAddress, whoCollects } from '../html.ts'
import { letterSize, statement, writtenIn } from '../petition/statement.ts'
import { detailsFields, textField } from './details-form.ts'

export interface Typed extends DetailsForm {
  mailbox: string
}

export interface SignArgs {
  words: PageWords
  petition: PublicPetition
  channels: readonly Channel[]
  /** An email to this address signs the petition. */
  address: string
  /** Invitations to the chats. */
  invitations: Partial<Record<Channel, string>>
  trialDesk: string | undefined
  typed?: Typed
  /** The problems, by field. `all`: a problem of no particular field. */
  problems?: ReadonlyMap<string, string>
}

const nothing: Typed = {
  kind: 'person',
  name: '',
  occupation: '',
  organisation: '',
  listed: true,
  mailbox: '',
}

export function signPage(args: SignArgs): Html {
  const { words, petition, channels, problems } = args
  const title = words.signTitle(petition.title)
  return layout({
    words,
    title,
    otherLanguagePath: `/p/${petition.slug}/sign`,
    className: 'signing',
    accent: petition.accent,
    noIndex: true,
    script: scriptHref,
    body: html`<p class="back"><a href="${hrefIn(words, `/p/${petition.slug}`)}" ${writtenIn(petition.title, petition.language)}>${petition.title}</a></p>
<h1>${words.signHere}</h1>
<p class="lead">${words.confirmedByYou}</p>
${problems && html`<div class="notice bad" role="alert"><p>${problems.get('all') ?? words.notSent}</p></div>`}
${letterSize(petition.text) === 'reading-size' ? html`<details><summary>${words.readTheText}</summary>${statement(words, petition)}</details>` : statement(words, petition)}
${channels.includes('web') && form(args)}
${channels.length > 1 && channels.includes('web') && html`<h2 class="or">${words.orAnotherWay}</h2>`}
<div class="other-ways">
${channels.includes('email') && byEmail(args)}
${channels.map(channel => channel !== 'email' && channel !== 'web' && inChat(args, channel))}
</div>`,
  })
}

function form({ words, petition, typed = nothing, problems }: SignArgs): Html {
  const now = typed.kind === undefined ? { ...typed, kind: 'person' as const } : typed
  return html`<form class="card" id="web" method="post" action="${hrefIn(words, `/p/${petition.slug}/sign`)}" accept-charset="utf-8">
${detailsFields(words, { petition, now, problems })}
${textField({
  name: 'mailbox',
  keyboard: 'email',
  label: words.mailboxLabel,
  value: now.mailbox,
  autocomplete: 'email',
  note: words.mailboxNote,
  problems,
})}
<p class="decoy" aria-hidden="true"><label for="website">Website</label><input type="text" id="website" name="website" tabindex="-1" autocomplete="off"></p>
<div class="actions"><button class="main" type="submit">${words.signButton}</button></div>
${whoCollects(words, petition)}
</form>`
}

function byEmail({ words, petition, address, trialDesk }: SignArgs): Html {
  const subject = words.mailSubject(petition.title)
  const body = words.mailBody(petition.takesOrganisations)
  const query = (names: Record<string, string>) =>
    Object.entries(names)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&')
  const mailto = `mailto:${mailtoAddress(address)}?${query({ subject, body })}`
  const gmail = `https://mail.google.com/mail/?${query({ view: 'cm', fs: '1', to: address, su: subject, body })}`
  const outlook = `https://outlook.live.com/mail/0/deeplink/compose?${query({ to: address, subject, body })}`
  const elsewhere = (href: string, label: string) =>
    html`<li><a href="${href}" target="_blank" rel="noopener noreferrer">${label}</a></li>`
  return html`<section id="email"><h3>${words.howToSignTitle}</h3>
<p>${words.howToSign}</p>
<p><span class="address" id="address">${address}</span> <button class="copy" type="button" data-copy="address" data-done="${words.copied}" aria-live="polite" hidden>${words.copyButton}</button></p>
${petition.takesOrganisations && html`<p class="small">${words.howToSignForOrganisation}</p>`}
<ul class="links" role="list">
<li><a href="${mailto}">${words.writeMailButton}</a></li>
${elsewhere(gmail, words.writeIn('Gmail'))}
${elsewhere(outlook, words.writeIn('Outlook'))}
${trialDesk && html`<li><a href="${trialDesk}">${words.tryHereButton}</a></li>`}
</ul>
<p class="small">${words.howToSignNext}</p></section>`
}

function inChat({ words, invitations }: SignArgs, chat: Exclude<Channel, 'email' | 'web'>): Html {
  const invitation = invitations[chat]
  return html`<section id="${chat}"><h3>${words.signInChatTitle([chat])}</h3>
<p>${words.signInChat(chat)} <code class="command">/sign</code></p>
${invitation && html`<p><a href="${invitation}" rel="noopener noreferrer">${words.joinChat(chat)}</a></p>`}
<p class="small">${words.signInChatNext}</p></section>`
}

/** Says the same to everybody: only its owner learns whether a mailbox has signed. */
export function sentPage(words: PageWords, petition: PublicPetition, mailbox: string): Html {
  return layout({
    words,
    title: words.lookInMailboxTitle,
    accent: petition.accent,
    noIndex: true,
    body: html`<h1>${words.lookInMailboxTitle}</h1>
<p class="lead">${words.lookInMailbox(isolated(mailbox))}</p>
<p>${words.notThere}</p>
<p><a href="${hrefIn(words, `/p/${petition.slug}/sign`)}">${words.signAgain}</a> · <a href="${hrefIn(words, `/p/${petition.slug}`)}">${words.backToPetition}</a></p>`,
  })
}
