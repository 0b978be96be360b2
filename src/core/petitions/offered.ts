import type { Channel } from '../channel.ts'

/** The place from which somebody looks for petitions. Without a tenant: by email, on our pages, or in a direct message. */
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

/** Whether it stands in the lists that are shown there. Anybody who has its link or knows its name can sign any petition. */
export function isOffered({ listed, communities }: Listed, { channel, tenant }: Onlooker): boolean {
  return listed || (tenant !== undefined && communities.includes(communityKey(channel, tenant)))
}
