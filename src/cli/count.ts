import type { Command } from 'commander'
import { countPetition, type PetitionCount } from '../core/petitions/public-petition.ts'
import { type ChannelName, channelNames, chats } from '../db/channels.ts'
import { allPetitions } from '../db/petitions.ts'
import { withDatabase } from './open.ts'
import { asNumber, countOf, forTerminal, print, printJson } from './output.ts'
import { findPetition } from './petition/find.ts'

export function addCountCommand(program: Command): void {
  program
    .command('count')
    .argument('[slug]', 'one petition; without it, all of them')
    .description('how many have signed, and how many have not confirmed yet')
    .option('--json', 'print it as JSON: an object for one petition, a list for all')
    .action((slug: string | undefined, options: { json?: true }) =>
      withDatabase('current', async ({ db }) => {
        const petitions = slug === undefined ? await allPetitions(db) : [await findPetition(db, slug)]
        const counted = await Promise.all(
          petitions.map(async petition => ({ petition, count: await countPetition(db, petition) })),
        )
        if (options.json) {
          const rows = counted.map(({ petition, count }) => ({
            slug: petition.slug,
            status: petition.status,
            goal: petition.goal,
            ...count,
          }))
          return printJson(slug === undefined ? rows : rows[0])
        }
        if (counted.length === 0)
          return print('There is no petition yet. Start one with: undersigned petition create --help')
        for (const { petition, count } of counted) {
          if (slug === undefined)
            print(`${petition.slug} (${petition.status}): ${forTerminal(petition.title)}`)
          const indent = slug === undefined ? '  ' : ''
          print(`${indent}${describeCount(count)}`)
          const channels = describeChannels(count)
          if (channels !== '') print(`${indent}${channels}`)
        }
      }),
    )
}

export function describeCount(count: PetitionCount): string {
  const whose = [
    ...(count.people > 0 || count.organisations > 0 ? [countOf(count.people, 'person', 'people')] : []),
    ...(count.organisations > 0 ? [countOf(count.organisations, 'organisation')] : []),
  ]
  const more = (n: number, words: string) => (n > 0 ? [`${asNumber(n)} ${words}`] : [])
  return [
    `${countOf(count.signatures, 'signature')}${whose.length > 0 ? ` (${whose.join(', ')})` : ''}`,
    `${asNumber(count.waiting)} waiting to confirm`,
    `${asNumber(count.withdrawn)} withdrawn`,
    ...more(count.removed, 'removed by an organiser'),
    ...more(count.refused, "said it wasn't them"),
    ...more(count.notSignatures, 'wrote about something else'),
    ...more(count.waitingForApproval, 'waiting for approval'),
  ].join(' · ')
}

const words: Record<ChannelName, string> = { ...chats, email: 'email', web: 'web page' }

function describeChannels({ byChannel }: PetitionCount): string {
  return channelNames
    .map(channel => ({ channel, n: byChannel[channel] ?? 0 }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .map(({ channel, n }) => `${words[channel]} ${asNumber(n)}`)
    .join(' · ')
}
