import { expect } from 'vitest'
import type { Message } from '../support/discord/message.ts'
import { press } from '../support/press.ts'
import type { RunningService } from '../support/service.ts'

export const name = 'Name as it should appear'

function linkIn(message: Message): string {
  const path = message.links.map(url => /\/c\/[a-z2-7]{32}/.exec(url)?.[0]).find(found => found !== undefined)
  if (path === undefined) throw new Error(`no confirm link in: ${message.text}`)
  return path
}

/** Follows the link in an answer, and presses its button. */
export async function confirm(service: RunningService, answer: Message): Promise<void> {
  const page = await press(`${service.url}${linkIn(answer)}`)
  expect(page.status).toBe(200)
}

export async function stateOf(
  service: RunningService,
): Promise<{ status: number; discord: string | undefined }> {
  const { status } = await fetch(`${service.url}/readyz`)
  return { status, discord: (await service.parts()).discord }
}
