// Every word that means a command or one of its choices, folded. Made from the table.

import { type CommandName, commandNames, commandRow } from '../../commands.ts'
import type { Language } from '../../language.ts'
import { fold } from '../fold-text.ts'

interface Word {
  word: string
  name: CommandName
  language: Language
}

function wordsIn(list: 'also' | 'organisersSay'): Word[] {
  return commandNames.flatMap(name =>
    Object.entries(commandRow(name)[list] ?? {}).flatMap(([language, words]) =>
      words.split(' ').map(word => ({ word: fold(word), name, language: language as Language })),
    ),
  )
}

const also = wordsIn('also')
const organisersSay = wordsIn('organisersSay')

function meanings(words: Word[]): [string, CommandName][] {
  return words.map(({ word, name }) => [word, name])
}

/** The words anybody may write for a command. */
const WORDS: ReadonlyMap<string, CommandName> = new Map([
  ...commandNames.map(name => [name, name] as const),
  ...meanings(also),
])

/** With the words that mean one only to an organiser, or after a slash. */
const ALL_WORDS: ReadonlyMap<string, CommandName> = new Map([...WORDS, ...meanings(organisersSay)])

/** In a chat, where nothing but a command can be meant. */
export function commandTyped(word: string): CommandName | undefined {
  return ALL_WORDS.get(fold(word))
}

/** In an email signing is said in a signer's own words, and is no command. */
export function commandWritten(word: string, organises = false): CommandName | undefined {
  const name = (organises ? ALL_WORDS : WORDS).get(fold(word))
  return name === 'sign' || name === 'unsign' ? undefined : name
}

/** All words with the command they mean, to find the one that was mistyped. */
export const typedWords: readonly (readonly [string, CommandName])[] = [...ALL_WORDS]
export const writtenWords = [...WORDS].filter(([, name]) => name !== 'sign' && name !== 'unsign')

const LANGUAGES: ReadonlyMap<string, Language> = new Map(
  [...also, ...organisersSay]
    .filter(({ language }) => language !== 'en')
    .map(({ word, language }) => [word, language]),
)

/** A command is too short for its language to be detected, but its word may show it. English words show nothing: all languages use them. */
export function languageOfCommand(word: string): Language | undefined {
  return LANGUAGES.get(fold(word))
}

/** Other words for the choices of the table. */
const OTHER_CHOICES = {
  today: 'day',
  jour: 'day',
  "aujourd'hui": 'day',
  semaine: 'week',
  mois: 'month',
  an: 'year',
  année: 'year',
  tout: 'all',
  toutes: 'all',
  ajouter: 'add',
  retirer: 'remove',
  modifier: 'edit',
  liste: 'list',
  quotidien: 'daily',
  hebdomadaire: 'weekly',
  texte: 'text',
  règles: 'rules',
}

const CHOICES: ReadonlyMap<string, string> = new Map([
  ...commandNames
    .flatMap(name => commandRow(name).takes.flatMap(({ choices = [] }) => choices))
    .map(choice => [choice, choice] as const),
  ...Object.entries(OTHER_CHOICES).map(([word, choice]) => [fold(word), choice] as const),
])

/** The choice of the table that a word means; any other word as it is, in lower case. */
export function choiceOf(word: string): string {
  return CHOICES.get(fold(bare(word))) ?? word.toLowerCase()
}

/** Words that follow a command and are neither a petition nor a name. */
export function isSwitch(word: string): boolean {
  const folded = fold(bare(word))
  return CHOICES.has(folded) || /^(?:on|off|page|yesterday|hier)$/.test(folded)
}

/** A word without what chats and keyboards put around it: quotation marks, bold, brackets, a full stop, a smiley. */
export function bare(word: string): string {
  const opened = word.replace(/^[^\p{L}\p{M}\p{N}/@+-]{1,9}/u, '')
  const end = opened.slice(-9)
  return opened.slice(0, opened.length - end.length) + end.replace(/[^\p{L}\p{M}\p{N}/@+-]+$/u, '')
}

/** The petition that is named, also where a chat or a keyboard has changed its hyphens. */
export function slugMeant(words: readonly string[], slugs: ReadonlySet<string>): string | undefined {
  const said = words.map(bare).join(' ').toLowerCase().replace(/[‐-―]/gu, '-')
  // "/fair", a petition's page, or its address
  const linked = /^(?:[/@]|sign\+|https?:.{0,300}\/p\/)([a-z0-9-]+)(?:$|[@/?#])/u.exec(said)?.[1] ?? ''
  return [said, said.replace(/[ ._-]+/gu, '-'), linked].find(slug => slugs.has(slug))
}
