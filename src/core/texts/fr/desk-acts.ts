/** Ce qui se fait au bureau. What is done at the desk, and the signatures it is done to, in French. */
import { chats } from '../../../db/schema.ts'
import type { Block, Channel } from '../../channel.ts'
import { readZonedTime, zoneSaid } from '../../time-zone.ts'
import { paragraph, quote, shortened } from '../blocks.ts'
import { namedRanges, type PagingWords } from '../desk-commands.ts'
import type { LoggedAct, PetitionField, ShownAct, SignatureLine } from '../desk-words.ts'
import { counted, day, fr } from './parts.ts'

export const numbers = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })
const hours = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

export const channelNames: Record<Channel, string> = { ...chats, email: 'courriel' }
const marks: Record<SignatureLine['marks'][number], string> = {
  hidden: 'masquée',
  featured: 'mise en avant',
  waiting: 'attend votre accord',
  removed: 'supprimée',
  withdrawn: 'retirée',
  'counted-only': 'comptée, non affichée',
}
const fieldNames: Record<PetitionField, string> = {
  title: 'titre',
  text: 'texte',
  goal: 'objectif',
  organisedBy: 'qui l’organise',
  contact: 'contact',
  closesAt: 'date de clôture',
  policy: 'qui peut signer',
  organisations: 'organisations',
  listing: 'ce qui est affiché',
  language: 'langue',
  occupations: 'métiers proposés',
  timeZone: 'fuseau horaire',
}

export const pageWords: PagingWords = {
  back: 'Précédente',
  next: 'Suivante',
  typed: page => fr` : écrivez la même chose, avec « page ${String(page)} » à la fin.`,
}

export function signatures(n: number): string {
  return counted(n, 'signature', 'signatures')
}

export function organisations(n: number): string {
  return counted(n, 'organisation', 'organisations')
}

/** The hour as French writes it: `18\u00a0h\u00a000`. */
export function hour(iso: string): string {
  return `${hours.format(new Date(iso)).replace(':', '\u00a0h\u00a0')}\u00a0UTC`
}

/** In the time zone it comes with. */
export function time(zoned: string): string {
  const { at, timeZone } = readZonedTime(zoned)
  const date = at.toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone }).replace(/^1 /, '1er ')
  const clock = at.toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone })
  return `${date} à ${clock.replace(':', '\u00a0h\u00a0')}\u00a0${zoneSaid(timeZone)}`
}

/** Ten of them, and what stands around them, are one message of Discord. */
const longestLine = 200

/** A signature on one line. */
export function lineOf(line: SignatureLine): string {
  const person = [line.name, line.occupation]
  const who =
    line.name === ''
      ? 'effacée'
      : line.kind === 'person'
        ? [...person, line.organisation].filter(Boolean).join(', ')
        : [line.organisation, `par ${person.filter(Boolean).join(', ')}`].filter(Boolean).join(', ')
  const when = `${channelNames[line.channel]}, ${day(line.signedAt)}`
  const said = line.marks.map(mark => marks[mark]).join(', ')
  return [String(line.number), shortened(who, longestLine), when, said]
    .filter(part => part !== '')
    .join(' · ')
}

export function listed(lines: SignatureLine[]): Block {
  return quote(lines.map(lineOf).join('\n'))
}

/** An organisation, and what speaks for it. */
export function withEvidence(line: SignatureLine): Block[] {
  return [
    quote(lineOf(line)),
    paragraph(
      line.provedDomain === undefined
        ? 'Rien ne prouve d’où elle vient.'
        : fr`Son courriel vient de ${line.provedDomain}, preuve à l’appui (DKIM).`,
    ),
  ]
}

interface ActWords {
  /** Asks whether to do it; also a mail's subject. */
  ask: string
  /** What to press. */
  press: string
  before: string
  after: string
  /** In the log. */
  log: string
}

/** An act, as one says it before, after, and of others. */
export function actWords(act: ShownAct): ActWords {
  switch (act.kind) {
    case 'open':
      return {
        ask: fr`Faut-il ouvrir la pétition ?`,
        press: 'L’ouvrir',
        before: fr`Elle s’ouvre à la signature : tout le monde peut voir sa page et la signer.`,
        after: 'Elle est ouverte à la signature.',
        log: 'ouverture',
      }
    case 'close':
      return act.at === undefined
        ? {
            ask: fr`Faut-il clore la pétition ?`,
            press: 'La clore',
            before: fr`Elle se clôt maintenant. Plus personne ne peut signer, et les liens envoyés mais pas encore suivis n’enregistrent plus rien. Qui a signé peut toujours modifier ou retirer sa signature. Vous pourrez la rouvrir.`,
            after: 'Elle est close.',
            log: 'clôture',
          }
        : {
            ask: fr`Faut-il la clore à cette date ?`,
            press: 'La clore à cette date',
            before: fr`Elle se clôt le ${time(act.at)}. Dès lors, plus personne ne peut signer, et les liens pas encore suivis n’enregistrent plus rien. Qui a signé peut toujours modifier ou retirer sa signature.`,
            after: fr`Elle se clôt le ${time(act.at)}.`,
            log: fr`clôture fixée au ${time(act.at)}`,
          }
    case 'feature':
    case 'unfeature':
    case 'hide':
    case 'show':
    case 'remove':
    case 'approve':
      return manyWords(act)
    case 'organiser-add':
      return {
        ask: fr`Faut-il ajouter cette personne ?`,
        press: 'L’ajouter',
        before: fr`${act.name} organisera cette pétition avec vous : tous les chiffres et tous les noms, les exports, chaque changement.`,
        after: fr`${act.name} organise désormais cette pétition avec vous.`,
        log: fr`ajout à l’organisation : ${act.name}`,
      }
    case 'organiser-remove':
      return {
        ask: fr`Cette personne doit-elle quitter l’organisation ?`,
        press: 'L’écarter',
        before: fr`${act.name} n’organisera plus cette pétition.`,
        after: fr`${act.name} n’organise plus cette pétition.`,
        log: fr`départ de l’organisation : ${act.name}`,
      }
    case 'edit': {
      const fields = act.fields.map(field => fieldNames[field]).join(', ')
      return {
        ask: fr`Faut-il la modifier ?`,
        press: 'La modifier',
        before: fr`Voici ce qui change : ${fields}.`,
        after: fr`Modifié : ${fields}.`,
        log: fr`modification : ${fields}`,
      }
    }
    case 'create':
      return {
        ask: fr`Faut-il la lancer ?`,
        press: 'La lancer',
        before: 'Elle sera lancée.',
        after: 'Elle est lancée.',
        log: 'lancement',
      }
    case 'undo': {
      const entry = fr`entrée ${String(act.entry)} (${undone[act.what]})`
      return {
        ask: fr`Faut-il l’annuler ?`,
        press: 'L’annuler',
        before: fr`À annuler : ${entry}. Ce qu’elle a changé redevient ce qu’il était.`,
        after: fr`Annulée : ${entry}.`,
        log: fr`annulation : ${entry}`,
      }
    }
  }
}

const undone: Record<Exclude<ShownAct['kind'], 'undo'>, string> = {
  open: 'ouverture',
  close: 'clôture',
  feature: 'mise en avant',
  unfeature: 'fin de mise en avant',
  hide: 'masquage',
  show: 'réaffichage',
  remove: 'suppression',
  approve: 'approbation',
  'organiser-add': 'ajout à l’organisation',
  'organiser-remove': 'départ de l’organisation',
  edit: 'modification',
  create: 'lancement',
}

function manyWords(act: Extract<ShownAct, { count: number }>): ActWords {
  // In French, 0 is singular, too.
  const one = act.count < 2
  const n = signatures(act.count)
  const these = one ? 'cette signature' : 'ces signatures'
  const s = one ? '' : 's'
  const will = one ? 'sera' : 'seront'
  const reason = act.reason === undefined ? '' : fr` « ${act.reason} »`
  const which = whichOf(act)
  switch (act.kind) {
    case 'feature':
      return {
        ask: fr`Faut-il mettre ${these} en avant ?`,
        press: fr`C’est vérifié : ${one ? 'la' : 'les'} mettre en avant`,
        before: fr`${n} ${will} mise${s} en avant${one ? '' : ', dans cet ordre'}. Qui lit la page pensera que vous savez de qui il s’agit : veuillez le vérifier avant de continuer.`,
        after: fr`${n} mise${s} en avant${one ? '' : ', dans l’ordre indiqué'}.`,
        log: fr`mise en avant de ${n}${which}`,
      }
    case 'unfeature':
      return {
        ask: fr`Faut-il cesser de mettre ${these} en avant ?`,
        press: 'Ne plus mettre en avant',
        before: fr`${n} ne ${will} plus mise${s} en avant.`,
        after: fr`${n} : plus de mise en avant.`,
        log: fr`fin de mise en avant de ${n}${which}`,
      }
    case 'hide':
      return {
        ask: fr`Faut-il masquer ${these} ?`,
        press: one ? 'La masquer' : 'Les masquer',
        before: fr`${n} ne ${will} plus affichée${s} au public, mais ${one ? 'compte' : 'comptent'} toujours.`,
        after: fr`${n} masquée${s}. ${one ? 'Elle compte' : 'Elles comptent'} toujours.`,
        log: fr`masquage de ${n}${which}`,
      }
    case 'show':
      return {
        ask: fr`Faut-il afficher ${these} de nouveau ?`,
        press: one ? 'L’afficher de nouveau' : 'Les afficher de nouveau',
        before: fr`${n} ${will} de nouveau affichée${s}.`,
        after: fr`${n} de nouveau affichée${s}.`,
        log: fr`réaffichage de ${n}${which}`,
      }
    case 'remove':
      return {
        ask: fr`Faut-il supprimer ${these} ?`,
        press: one ? 'La supprimer' : 'Les supprimer',
        before: fr`${n} ${will} supprimée${s} et ne ${one ? 'comptera' : 'compteront'} plus. Qui signe de nouveau du même compte ou de la même adresse l’apprendra.${reason === '' ? '' : fr` Le motif, conservé dans le journal :${reason}`}`,
        after: fr`${n} supprimée${s}.${reason === '' ? '' : fr` Le motif, dans le journal :${reason}`}`,
        log: fr`suppression de ${n}${which}${reason === '' ? '' : fr` :${reason}`}`,
      }
    case 'approve': {
      const those = organisations(act.count)
      return {
        ask: one ? fr`Faut-il approuver cette organisation ?` : fr`Faut-il approuver ces organisations ?`,
        press: one ? 'L’approuver' : 'Les approuver',
        before: fr`${act.changed === true ? 'Le texte n’est plus celui qui vous a été montré. ' : ''}${those} ${will} comptée${s} et affichée${s}.`,
        after: fr`${those} approuvée${s}, désormais comptée${s} et affichée${s}.`,
        log: fr`approbation de ${those}${which}`,
      }
    }
  }
}

/** Their numbers, as an entry of the log has them. */
function whichOf({ count, numbers: ranges }: Extract<ShownAct, { count: number }>): string {
  if (ranges === undefined) return ''
  const { named, more } = namedRanges(ranges, count)
  return ` (${named}${more === 0 ? '' : ` … et ${counted(more, 'autre', 'autres')}`})`
}

/** What was done, in the log. */
export function logWords(act: LoggedAct): string {
  if (act.kind === 'export')
    return {
      file: fr`liste emportée (${act.format})`,
      link: fr`lien vers la liste demandé (${act.format})`,
      fetched: fr`liste emportée par un lien (${act.format})`,
    }[act.by]
  if (act.kind === 'announce') return 'affichage dans un salon'
  if (act.kind === 'append') return 'ajout sous le texte'
  return actWords(act).log
}

/** Why there was nothing to do. */
export const nothingWords: Record<ShownAct['kind'], string> = {
  open: 'elle est déjà ouverte.',
  close: 'elle est déjà close.',
  feature: 'aucune des signatures indiquées ne peut être mise en avant, ou toutes le sont déjà.',
  unfeature: 'aucune des signatures indiquées n’est mise en avant.',
  hide: 'aucune des signatures indiquées n’existe, ou toutes sont déjà masquées.',
  show: 'aucune des signatures indiquées n’est masquée.',
  remove: 'aucune des signatures indiquées n’existe encore.',
  approve: 'aucune des signatures indiquées n’attend votre accord.',
  'organiser-add': 'cette personne l’organise déjà.',
  'organiser-remove': 'cette personne ne l’organise pas.',
  edit: 'c’est déjà ce qu’elle dit.',
  create: 'elle existe déjà.',
  undo: 'il n’y avait rien à annuler.',
}

/** Why there is nothing left of what they said yes to. */
export const changedSince = fr`ce à quoi vous avez dit oui a changé depuis qu’on vous l’a montré, et reste tel quel. Si vous le voulez toujours, veuillez réécrire la commande.`

/** The first signatures an act is about, and what it leaves out. */
export function sampleOf(act: ShownAct): Block[] {
  if (!('sample' in act)) return []
  const more = act.count - act.sample.length
  return [
    ...sampled(act),
    ...(act.sample.length > 0 && more > 0 ? [paragraph(`… et ${counted(more, 'autre', 'autres')}`)] : []),
    ...(act.without > 0
      ? [
          paragraph(
            fr`Laissé de côté : ${counted(act.without, 'numéro', 'numéros')} sans signature à changer.`,
          ),
        ]
      : []),
  ]
}

function sampled({ kind, sample }: Extract<ShownAct, { count: number }>): Block[] {
  if (sample.length === 0) return []
  return kind === 'approve' ? sample.flatMap(withEvidence) : [listed(sample)]
}

export function andMore(n: number): Block | undefined {
  return n > 0 ? paragraph(`… et ${counted(n, 'autre', 'autres')}`) : undefined
}
