import type { Message } from '../../../src/adapters/discord/message.ts'
import { judge } from '../../support/discord/judge.ts'
import { loadSpecification } from '../../support/discord/specification.ts'

const specification = await loadSpecification()

/** Everything that Discord, or the house, would refuse in a message: as a card in a room, or as an answer. */
export function judged({ body, files }: Message, shape: 'card' | 'answer'): string[] {
  const sizes = files.map(({ name, data }) => ({ name, size: data.byteLength }))
  const sent = (path: string, what: object) =>
    judge(specification, 'POST', path, JSON.parse(JSON.stringify(what)), sizes)
  return shape === 'card'
    ? sent('/channels/1/messages', { ...body, nonce: 'n', enforce_nonce: true })
    : sent('/interactions/1/token/callback', { type: 4, data: body })
}

export function judgedCommands(commands: unknown): string[] {
  return judge(specification, 'PUT', '/applications/1/commands', JSON.parse(JSON.stringify(commands)))
}

export function judgedForm(data: unknown): string[] {
  const sent: unknown = JSON.parse(JSON.stringify({ type: 9, data }))
  return judge(specification, 'POST', '/interactions/1/token/callback', sent)
}
