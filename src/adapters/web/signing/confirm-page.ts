/**
 * The page of a confirm link (rules 1 and 4): it shows what would be recorded, as text or in fields, and one large button that posts
 * what it shows.
 */
import type { PageWords, PublicPetition, TokenView } from '../../../core/page-contract.ts'
import { scriptHref } from '../assets/assets.ts'
import {
  contactLink,
  detailsLine,
  type Html,
  hrefIn,
  html,
  layout,
  messagePage,
  whoCollects,
} from '../html.ts'
import { letterSize, statement, writtenIn } from '../petition/statement.ts'
import { badgeSection, shareSection } from '../share/share-links.ts'
import { changeDetails, type Refused, recordedDetails } from './details-form.ts'
import { replyBlocks } from './reply-blocks.ts'

/** The reader opened the link (a GET), or pressed one of two buttons. */
export type ConfirmStep = 'opened' | 'confirm' | 'not-me'

export interface AnsweredPage {
  status: 200 | 404 | 409 | 410 | 422 | 503
  body: Html
  /** It may run our script, which copies an address and opens the phone's own list of apps. */
  scripted?: true
}

interface ConfirmArgs {
  step: ConfirmStep
  contact?: string | undefined
  refused?: Refused
  /** Without a slash at the end. */
  publicUrl: string
}

/**
 * 200: shown or done. 404: a link we never gave. 410: a link whose time is over (expired, or the petition closed). 409: "it
 * wasn't me" after the signature was confirmed. 422: `refused` is what was typed and cannot be used. `contact` is the organiser's,
 * for a signature that the organiser removed.
 */
export function confirmPage(
  words: PageWords,
  token: string,
  view: TokenView,
  { step, contact, refused, publicUrl }: ConfirmArgs,
): AnsweredPage {
  switch (view.kind) {
    case 'unknown':
      return { status: 404, body: unknownLinkPage(words) }
    case 'expired':
      return { status: 410, body: expiredPage(words, view.petition) }
    case 'asked':
      return { status: refused ? 422 : 200, body: askedPage(words, token, view, refused) }
    case 'asked-removal':
      return { status: 200, body: askedRemovalPage(words, token, view) }
    case 'signed':
      return {
        status: step === 'not-me' ? 409 : 200,
        body: signedPage(words, token, view, { step, publicUrl }),
        scripted: true,
      }
    case 'removed':
      return { status: 200, body: removedPage(words, view) }
    case 'refused':
      return { status: 200, body: refusedPage(words, token, view) }
    case 'asked-again':
      return {
        status: 200,
        body: statementPage(words, view.petition, words.askedAgainTitle, words.askedAgain),
      }
    case 'closed':
      return { status: 410, body: closedPage(words, view.petition) }
    case 'taken-off':
      return { status: 200, body: takenOffPage(words, view.petition, contact) }
    case 'asked-command':
      return { status: 200, body: askedCommandPage(words, token, view) }
    case 'commanded':
      return { status: 200, body: messagePage(words, { title: words.commandedTitle, text: words.commanded }) }
  }
}

export function unknownLinkPage(words: PageWords): Html {
  return messagePage(words, {
    title: words.unknownLinkTitle,
    text: words.unknownLink,
    link: { href: '/', label: words.backHome },
  })
}

/** For somebody who wanted to sign: the petition was closed before they pressed. */
export function closedPage(
  words: PageWords,
  { slug, signatures }: Pick<PublicPetition, 'slug' | 'signatures'>,
): Html {
  return messagePage(words, {
    title: words.closedTitle,
    text: words.closedNothingRecorded,
    extra: html`<p>${words.signatures(signatures)}</p>`,
    link: { href: `/p/${slug}`, label: words.seePage },
  })
}

interface Named {
  slug: string
}

/** A message that leads back to the statement. */
function statementPage(words: PageWords, { slug }: Named, title: string, text: string, extra?: Html): Html {
  const link = { href: `/p/${slug}`, label: words.backToPetition }
  return messagePage(words, { title, text, link, ...(extra && { extra }) })
}

/** Leads to the form, which leads on to the statement if the petition is closed by now. */
function expiredPage(words: PageWords, petition: Named): Html {
  const href = hrefIn(words, `/p/${petition.slug}/sign`)
  const button = html`<p><a class="button" href="${href}">${words.signButton}</a></p>`
  return statementPage(words, petition, words.expiredTitle, words.expired, button)
}

function refusedPage(
  words: PageWords,
  token: string,
  { petition, canSignAfterAll }: Extract<TokenView, { kind: 'refused' }>,
): Html {
  const action = hrefIn(words, `/c/${token}/after-all`)
  const afterAll =
    canSignAfterAll &&
    html`<form method="post" action="${action}"><button type="submit">${words.afterAllButton}</button></form>`
  return statementPage(words, petition, words.refusedTitle, words.refused, afterAll || undefined)
}

export function removedPage(
  words: PageWords,
  { act, petition }: { act: 'withdraw' | 'erase'; petition: Named },
): Html {
  return statementPage(words, petition, words.removedTitle(act), words.removed(act))
}

/** The organiser removed the signature; `contact` is how to reach them, if they gave it. */
export function takenOffPage(words: PageWords, petition: Named, contact: string | undefined): Html {
  const extra = contact === undefined ? undefined : html`<p>${words.contact} ${contactLink(contact)}</p>`
  return statementPage(words, petition, words.takenOffTitle, words.takenOff, extra)
}

function askedCommandPage(
  words: PageWords,
  token: string,
  { preview }: Extract<TokenView, { kind: 'asked-command' }>,
): Html {
  return layout({
    words,
    title: words.notDoneYetTitle,
    otherLanguagePath: `/c/${token}`,
    body: html`<h1>${words.notDoneYetTitle}</h1>
<p class="lead">${words.notDoneYet}</p>
<div class="card">
${preview.blocks.some(block => block.kind === 'title') ? '' : html`<h2 dir="auto" lang="${preview.language}">${preview.subject}</h2>`}
${replyBlocks(preview)}
<div class="actions">
<form method="post" action="${hrefIn(words, `/c/${token}`)}"><button class="main" type="submit">${words.commandButton}</button></form>
</div>
<p class="small">${words.notMyCommand}</p>
</div>`,
  })
}

function askedPage(
  words: PageWords,
  token: string,
  view: Extract<TokenView, { kind: 'asked' }>,
  refused: Refused | undefined,
): Html {
  const { petition, details, change } = view
  const title = change ? words.notChangedYetTitle : words.notSignedYetTitle
  const action = hrefIn(words, `/c/${token}`)
  const button = html`<button class="main" type="submit">${change ? words.changeButton : words.confirmButton}</button>`
  const published = petition.listing === 'public' && (details.listed || details.kind === 'organisation')
  return layout({
    words,
    title,
    otherLanguagePath: `/c/${token}`,
    accent: petition.accent,
    body: html`<h1>${title}</h1>
<p class="lead">${change ? words.notChangedYet : words.notSignedYet}</p>
${refused && notSaved(words)}
<div class="card">
<h2>${words.theText}</h2>
<p class="petition-title" ${writtenIn(petition.title, petition.language)}>${petition.title}</p>
${statement(words, petition)}
<h2>${published ? words.willBePublished : words.willBeRecorded}</h2>
${recordedDetails(words, view)}
${view.account && html`<p>${words.askedInChat(view.account.channel)} <bdi>${view.account.name}</bdi></p><p class="small">${words.accountIsTied}</p>`}
${changeDetails(words, { petition, details, action, button, refused })}
<div class="actions">
<form class="unchanged" method="post" action="${action}">${button}</form>
<form method="post" action="${hrefIn(words, `/c/${token}/not-me`)}"><button class="quiet" type="submit">${words.notMeButton}</button></form>
</div>
<p class="small">${words.notMeHint}</p>
</div>
<p class="small">${words.validUntil(view.expiresAt)}</p>
${details.kind === 'organisation' && html`<p class="small">${words.waitsForApproval}</p>`}
${whoCollects(words, petition)}`,
  })
}

export function notSaved(words: PageWords): Html {
  return html`<div class="notice bad" role="alert"><p>${words.notSaved}</p></div>`
}

function askedRemovalPage(
  words: PageWords,
  token: string,
  view: Extract<TokenView, { kind: 'asked-removal' }>,
): Html {
  const { petition, details, act } = view
  return layout({
    words,
    title: words.notTakenOffYetTitle,
    otherLanguagePath: `/c/${token}`,
    accent: petition.accent,
    body: html`<h1>${words.notTakenOffYetTitle}</h1>
<p class="lead">${words.notTakenOffYet(act)}</p>
<div class="card">
<h2>${words.yourSignature}</h2>
<div class="published">${detailsLine(words, { ...details, listed: true })}</div>
<p class="soft"><a href="/p/${petition.slug}" dir="auto" lang="${petition.language}">${petition.title}</a></p>
<div class="actions">
<form method="post" action="${hrefIn(words, `/c/${token}`)}"><button class="main danger" type="submit">${words.removalButton(act)}</button></form>
</div>
<p class="small">${words.keepHint}</p>
</div>
${whoCollects(words, petition)}`,
  })
}

/** The moment after signing: the statement, and below it the name of somebody who stands by it. */
function signedPage(
  words: PageWords,
  token: string,
  view: Extract<TokenView, { kind: 'signed' }>,
  { step, publicUrl }: Pick<ConfirmArgs, 'step' | 'publicUrl'>,
): Html {
  const { petition, number, details } = view
  // Their own name stands there now, before all others.
  const isAmongNewest = details.kind === 'person' && details.listed && petition.listing === 'public'
  const again = step === 'confirm' && !view.first
  const title = again ? words.alreadySignedTitle : words.signedTitle(number)
  return layout({
    words,
    title,
    otherLanguagePath: `/c/${token}`,
    script: scriptHref,
    accent: petition.accent,
    body: html`<h1>${title}</h1>
<p class="lead">${again ? words.alreadySigned(number) : view.changed ? words.saved : words.signed}</p>
${view.unsaved && html`<div class="notice bad" role="alert"><p>${words.tooLateToChange}</p></div>`}
${step === 'not-me' && html`<div class="notice bad" role="alert"><p>${words.tooLateToRefuse}</p></div>`}
<div class="card signed">
<p class="petition-title" ${writtenIn(petition.title, petition.language)}>${petition.title}</p>
${letterSize(petition.text) !== 'reading-size' && statement(words, petition)}
${recordedDetails(words, view)}
</div>
${view.waitsForApproval && html`<div class="notice"><p>${words.waitsForApproval}</p></div>`}
<p><a href="${hrefIn(words, `/p/${petition.slug}${isAmongNewest ? '#newest' : ''}`)}">${words.seePage}</a></p>
${
  view.manageUrl === undefined
    ? html`<p class="small">${words.receiptHint}</p>`
    : html`<p><a href="${view.manageUrl}">${words.manage}</a></p>`
}
${shareSection(words, petition, publicUrl)}
${badgeSection(words, petition, publicUrl)}
${whoCollects(words, petition)}`,
  })
}
