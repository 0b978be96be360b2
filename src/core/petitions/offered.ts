import type { Channel } from '../channel.ts'

/** The place from which somebody looks for petitions. By email, on our pages and in direct messages there is no tenant. */
export interface Onlooker {
  channel: Channel
  tenant?: string
}

/** `communities`: as `communityKey` writes them. */
export interface Listed {
  listed: boolean
  communities: readonly string[]
}

export function communityKey(channel: Channel, tenant: string): string {
  return `${channel} ${tenant}`
}

/** Whether the petition is in the lists that are shown there. With its link or its name, anybody can sign any petition. */
export function isOffered({ listed, communities }: Listed, { channel, tenant }: Onlooker): boolean {
  return listed || (tenant !== undefined && communities.includes(communityKey(channel, tenant)))
}
