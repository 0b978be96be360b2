// The words of the desk as they are typed in mails. Data only; how they are read is in understand-command.ts and
// petition-labels.ts. Folding takes care of accents.

import { alsoCalled, type CommandName, commandNames } from '../../command-names.ts'
import { fold, wordSet } from '../fold-text.ts'

/** What a mail may call as a command. Signing and taking back are understood from natural words instead. */
export type MailCommand = Exclude<CommandName, 'sign' | 'unsign'>

const MAIL_COMMANDS = commandNames.filter(name => name !== 'sign' && name !== 'unsign')

const ALIASES: Readonly<Record<string, MailCommand>> = {
  ...alsoCalled,
}

const FRENCH: Readonly<Record<string, MailCommand>> = {
  compte: 'count',
  aide: 'help',
  statistiques: 'stats',
  récentes: 'recent',
  récents: 'recent',
  exporter: 'export',
  chercher: 'find',
  ouvrir: 'open',
  fermer: 'close',
  journal: 'log',
  annuler: 'undo',
  masquer: 'hide',
  afficher: 'show',
  retirer: 'remove',
  approuver: 'approve',
  organisateur: 'organiser',
  créer: 'create',
  modifier: 'edit',
  annoncer: 'announce',
  résumé: 'digest',
}

/** Every way to write a command, folded, and the command. */
export const COMMAND_WORDS: ReadonlyMap<string, MailCommand> = new Map([
  ...MAIL_COMMANDS.map(name => [name, name] as const),
  ...folded(ALIASES),
  ...folded(FRENCH),
])

/** What only organisers say that begin with it: anybody else goes on with a sentence. */
const OF_ORGANISERS: Readonly<Record<string, MailCommand>> = {
  latest: 'recent',
  search: 'find',
  figures: 'stats',
  history: 'log',
}

const FRENCH_OF_ORGANISERS: Readonly<Record<string, MailCommand>> = {
  combien: 'count',
  nombre: 'count',
  dernières: 'recent',
  derniers: 'recent',
  cherche: 'find',
  trouver: 'find',
  trouve: 'find',
  chiffres: 'stats',
  historique: 'log',
  supprimer: 'remove',
  clore: 'close',
  clôturer: 'close',
}

export const ORGANISERS_WORDS: ReadonlyMap<string, MailCommand> = new Map([
  ...folded(OF_ORGANISERS),
  ...folded(FRENCH_OF_ORGANISERS),
])

/** Short as a command is, its very word shows the language of who writes it. */
export const FRENCH_COMMAND_WORDS: ReadonlySet<string> = new Set(
  [...folded(FRENCH), ...folded(FRENCH_OF_ORGANISERS)].map(([word]) => word),
)

function folded(words: Readonly<Record<string, MailCommand>>): [string, MailCommand][] {
  return Object.entries(words).map(([word, name]) => [fold(word), name])
}

const NO_PROSE: ReadonlySet<MailCommand> = new Set<MailCommand>(['mysignatures', 'stats', 'export'])

/** Verbs and nouns that begin sentences of signers too: after these an ordinary word is no petition. */
export const ALSO_PROSE: ReadonlySet<MailCommand> = new Set(MAIL_COMMANDS.filter(name => !NO_PROSE.has(name)))

/** Alone these say what a signer says, or somebody who wants to leave: they need something after them. */
export const NEVER_ALONE = wordSet(
  'approve undo annuler chercher ouvrir fermer journal masquer afficher retirer approuver organisateur créer modifier annoncer résumé',
)

/** What follows the petition here is nothing of theirs, and most often goes on with a sentence. */
export const TAKES_NO_MORE: ReadonlySet<MailCommand> = new Set<MailCommand>([
  'mysignatures',
  'count',
  'find',
  'create',
  'open',
  'announce',
  'help',
])

/** What may follow a command beside slugs, numbers, dates and mailboxes; folded, and as it is given on. */
export const ARGUMENT_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    on: 'on',
    off: 'off',
    all: 'all',
    add: 'add',
    remove: 'remove',
    list: 'list',
    csv: 'csv',
    json: 'json',
    daily: 'daily',
    weekly: 'weekly',
    text: 'text',
    rules: 'rules',
    page: 'page',
    today: 'today',
    yesterday: 'yesterday',
    day: 'day',
    week: 'week',
    month: 'month',
    year: 'year',
    tout: 'all',
    toutes: 'all',
    ajouter: 'add',
    retirer: 'remove',
    liste: 'list',
    quotidien: 'daily',
    hebdomadaire: 'weekly',
    texte: 'text',
    règles: 'rules',
    "aujourd'hui": 'today',
    hier: 'yesterday',
    jour: 'day',
    semaine: 'week',
    mois: 'month',
    an: 'year',
    année: 'year',
  }).map(([word, given]) => [fold(word), given]),
)

/** No petition's slug, beside the words of name-shape.ts: what follows these verbs in a subject or a sentence. */
export const NO_SLUG = wordSet(
  'access account artists attached box call ceremony day days debate doors down eyes enclosed entry everyone everything everybody feature film graduate grad heart hearts hands hand hope house ideas in it justice love me mind minds mine more name names needed now numbers on once one ones only others out over peace people petition please question questions ranks reader respect sesame signature signatures signing solidarity some source space statement support supporter tell their them then there this through to together truth up us video voice voices votes wanted work world yes you your',
  'les des aux une yeux portes porte débat voix cœur paix vérité solution solutions personnes gens sens sur moi nous vous toi tous urgence humanitaire sociale demandée intime bord officiel parle télévisé',
)

/** Words and names one letter away from a command: nobody mistyped. */
export const NO_SLIP = wordSet(
  'account amount conte comte compté content county court counts counted fount mount closed closer closes clove chose lose cost decent regent resent recant recents expert experts exports exported create created creates creator crate crater cremate announced announces featured features hidden shown removed removes remover remote improve approved approves approval digests stat state states status staatz state staats compter compté compote comptes aidé aider exporté ouvert ouvrier ouvrirai fermier ferme fermez fermée cherché journaux journée annulé annulez annulée records record recess masque masques masqué masquez masquée affiche affiches affiché affichez affichée retire retires retired retiree retiré retirez retirée approuve approuves approuvé approuvez approuvée organisateurs organisation crée créé créée créez modifié modifie modifiez modifiée annonce annonces annoncé annoncez annoncée résume résumer resumed resumes greer freer',
)

/** A person speaking of themselves or politely: no reason an organiser gives. */
export const PERSONAL = wordSet(
  "i me my mine myself us our we i'm i'd please pls kindly je moi mon ma mes nous notre nos m'",
)

/** What a mail that creates or edits a petition calls its parts; spaces as typed, without the colon. */
export const PETITION_LABELS = {
  title: ['title', 'petition title', 'titre', 'titre de la pétition', 'intitulé'],
  text: ['text', 'statement', 'petition text', 'texte', 'texte de la pétition', 'déclaration', 'tribune'],
  organisedBy: [
    'organised by',
    'organized by',
    'organiser',
    'organizer',
    'organisers',
    'organizers',
    'organisé par',
    'organisée par',
    'organisateur',
    'organisatrice',
    'organisateurs',
    'à l’initiative de',
  ],
  goal: ['goal', 'target', 'signature goal', 'objectif', 'but'],
  policy: [
    'policy',
    'who may sign',
    'signing policy',
    'confirmation',
    'règle',
    'politique',
    'qui peut signer',
  ],
  closes: [
    'closes',
    'closes at',
    'closes on',
    'closing',
    'closing date',
    'close',
    'deadline',
    'end',
    'ends',
    'ends on',
    'clôture',
    'date de clôture',
    'clôture le',
    'ferme le',
    'fin',
    'échéance',
    'date limite',
  ],
  organisations: [
    'organisations',
    'organizations',
    'organisation signatures',
    'organization signatures',
    'associations',
  ],
  listing: [
    'listing',
    'list',
    'names',
    'names shown',
    'signatories',
    'liste',
    'noms',
    'liste publique',
    'signataires',
  ],
  language: ['language', 'languages', 'langue', 'langues'],
  occupations: ['occupations', 'suggested occupations', 'professions', 'métiers', 'professions proposées'],
  contact: [
    'contact',
    'contact address',
    'contact mail',
    'contact e-mail',
    'adresse de contact',
    'courriel de contact',
  ],
  timeZone: ['time zone', 'timezone', 'zone', 'fuseau', 'fuseau horaire'],
} as const

export type LabelledPart = keyof typeof PETITION_LABELS
