/** Emails and typed words, read as the service reads them, with three petitions in mind. */
import { expect } from 'vitest'
import { readCommand } from '../../../src/core/reading/commands/read-command.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

export const slugs = new Set(['demo', 'fair-training', 'letter'])
export const read = (subject: string, text: string, known?: ReadonlySet<string>) =>
  understandRequest({ subject, text, slugs: known, now })
export const readOrganiser = (subject: string, text: string) =>
  understandRequest({ subject, text, slugs, organises: true, now })

export const now = new Date('2026-11-23T09:00:00Z')
/** Reads words typed in a chat, where nothing but a command can be meant. */
export const typed = (words: string) => readCommand(words, slugs, now)
/** An email that means the same. */
export const said = (words: string) => ({ words: expect.any(String), read: typed(words) })
export const command = (words: string) => ({ kind: 'command', ...said(words) })

/** As a subject, in the text, and as an answer to us. */
export function everywhere(line: string, known?: ReadonlySet<string>) {
  return [
    read(line, '', known),
    read('', line, known),
    read('Re: Statistics of “Fair training”', `${line}\n\nThanks,\nDana`, known),
    read(`AW: ${line}`, '', known),
    read('(no subject)', `\n${line}\n`, known),
    read('hello', `${line}\nDana Scully`, known),
  ]
}
