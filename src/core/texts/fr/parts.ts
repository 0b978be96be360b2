/** Ce que plusieurs réponses disent en français. What several replies say in French; see en-parts.ts. */
import type { Block, DetailsView } from '../../channel.ts'
import { button, facts, link, paragraph, quote, small } from '../blocks.ts'
import { channelWords } from '../channel-words.ts'
import type { ConfirmArgs, PetitionArgs, SignedArgs } from '../words.ts'

export const numbers = new Intl.NumberFormat('fr-FR')
const plural = new Intl.PluralRules('fr-FR')
const days = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/**
 * Sets the unbreakable spaces French asks for: narrow before ; ? !, full before : and inside « ». Only in our own
 * words; what is put in is somebody's and stays as it is.
 */
export function fr(words: TemplateStringsArray, ...values: string[]): string {
  const spaced = words.map(part =>
    part
      .replaceAll(/ (?=[;?!])/g, '\u202f')
      .replaceAll(/ (?=[:»])/g, '\u00a0')
      .replaceAll(/(?<=«|n°) /g, '\u00a0'),
  )
  return spaced.map((part, index) => part + (values[index] ?? '')).join('')
}

export function counted(n: number, one: string, other: string): string {
  return `${numbers.format(n)}\u00a0${plural.select(n) === 'one' ? one : other}`
}

/** The first of a month is an ordinal in French, which `Intl` does not write. */
export function day(iso: string): string {
  return days.format(new Date(iso)).replace(/^1 /, '1er ')
}

export function named(petition: { title: string }): string {
  return fr`« ${petition.title} »`
}

/** A signatory as the public page will show it, on one line or, for an organisation, on two. */
export function line(details: DetailsView): string {
  const { name, occupation, organisation } = details
  if (details.kind === 'person') return [name, occupation, organisation].filter(Boolean).join(', ')
  if (!details.listed || !name) return organisation ?? name
  return organisation
    ? `${organisation}\nreprésentée par ${representative(details)}`
    : representative(details)
}

function representative({ name, occupation }: DetailsView): string {
  return occupation ? `${name}, ${occupation}` : name
}

/** What will stand where: shown before anything is recorded, so it must be the whole truth. */
function whatIsShown({ details, petition }: ConfirmArgs, shown: string, recorded: string): Block[] {
  if (petition.listing === 'count')
    return [
      paragraph(recorded),
      quote(line({ ...details, listed: true })),
      paragraph(
        fr`Pour cette pétition, seul le nombre de signatures est public : rien de ceci ne sera affiché.`,
      ),
    ]
  if (details.listed) return [paragraph(shown), quote(line(details))]
  if (details.kind === 'organisation') {
    return [
      paragraph(shown),
      quote(line(details)),
      facts([['Enregistré, non affiché', representative(details)]]),
    ]
  }
  return [
    paragraph(recorded),
    quote(line(details)),
    paragraph(fr`Comme vous l’avez demandé, votre signature compte, mais votre nom ne sera pas affiché.`),
  ]
}

export function collectedBy({ organisedBy, contact }: PetitionArgs): string {
  return contact ? `${organisedBy} (${contact})` : organisedBy
}

export function whoCollects({ petition, details, plainReply }: ConfirmArgs): Block {
  const purpose =
    petition.listing === 'public' && (details.listed || details.kind === 'organisation')
      ? 'pour publier la signature ci-dessus sous ce texte et la compter'
      : 'pour vous compter sous ce texte'
  const where = plainReply ? 'Votre adresse' : 'Votre compte'
  return small(
    fr`Ces données sont recueillies par ${collectedBy(petition)}, ${purpose}. ${where} sert à vous poser cette question, sans jamais apparaître. Vous pouvez partir à tout moment ; votre reçu portera un lien pour modifier ou retirer votre signature.`,
  )
}

export function howToConfirm({ plainReply, confirmUrl }: ConfirmArgs, label: string): Block[] {
  return [
    paragraph(
      plainReply
        ? fr`Pour confirmer, répondez simplement à ce message. Vous n’avez rien à écrire. Ou appuyez sur le bouton de cette page :`
        : fr`Pour confirmer, appuyez sur le bouton de cette page :`,
    ),
    button(label, confirmUrl),
  ]
}

export function wrongOrNotYou({ petition, plainReply, expiresAt }: ConfirmArgs, change: boolean): Block[] {
  const nothing = change ? 'rien ne change' : 'vous n’avez pas signé'
  return [
    paragraph(
      plainReply
        ? fr`Une erreur ? Écrivez de nouveau à ${petition.address} ; le message le plus récent l’emporte.`
        : fr`Une erreur ? Signez de nouveau avec les bonnes informations ; la demande la plus récente l’emporte.`,
    ),
    paragraph(
      plainReply
        ? fr`Ce n’était pas vous ? Ne faites rien : sans votre confirmation, ${nothing}, et cette demande est effacée le ${day(expiresAt)}. Ou répondez « non », et vous ne recevrez plus aucun message sur cette pétition.`
        : fr`Ce n’était pas vous ? Ne faites rien : sans votre confirmation, ${nothing}, et cette demande est effacée le ${day(expiresAt)}. La page a aussi un bouton pour le dire.`,
    ),
  ]
}

export function shownSoon(args: ConfirmArgs): Block[] {
  return args.change
    ? whatIsShown(args, fr`Votre signature sera alors :`, fr`Nous aurons alors enregistré :`)
    : whatIsShown(args, fr`Voici ce qui sera publié :`, fr`Voici ce qui sera enregistré :`)
}

const ways = {
  page: 'confirmée sur la page',
  reply: 'confirmée par votre réponse',
  account: 'confirmée par votre compte',
}
const byAccount = channelWords(chat => `confirmée par votre compte ${chat}`, ways.account)

export function signature(args: SignedArgs): Block[] {
  const { details, petition } = args
  const how = args.how === 'account' ? byAccount(args.channel) : ways[args.how]
  return [
    facts([
      ['Signataire', line(details).replace('\n', ', ')],
      ['Affichage', notShown(args)],
      ['Signature', fr`n° ${numbers.format(args.number)}`],
      ['Date', `${day(args.signedAt)}, ${how}`],
      ['Pétition', petition.title],
    ]),
    ...(args.waitsForApproval
      ? [
          paragraph(
            fr`Une chose reste ouverte : une signature comme la vôtre est regardée par les organisateurs avant d’être affichée et comptée. Vous n’avez rien à faire.`,
          ),
        ]
      : []),
  ]
}

function notShown({ details, petition }: SignedArgs): string | undefined {
  if (petition.listing === 'count') return 'seul le nombre est public, sans aucun nom'
  if (details.listed) return undefined
  return details.kind === 'organisation' ? 'l’organisation, sans votre nom' : 'comptée, sans votre nom'
}

export function receiptLinks(args: SignedArgs): (Block | undefined)[] {
  return [
    link('La voir', args.petition.url),
    link('La modifier, la retirer, obtenir votre preuve', args.manageUrl),
    args.plainReply
      ? paragraph(fr`Répondre « retirer » à ce message retire aussi votre signature.`)
      : undefined,
    small(
      fr`Le second lien n’est qu’à vous : qui le possède peut modifier votre signature. Données recueillies par ${collectedBy(args.petition)}, pour cette pétition et rien d’autre.`,
    ),
  ]
}
