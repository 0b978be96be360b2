import type { Channel, Log, PageCore } from '../../core/page-contract.ts'
import type { TrialDesk } from './trial/trial-mail.ts'

/** Everything that the pages need from outside. */
export interface WebPages {
  core: PageCore
  /** The address people use, without a slash at the end. */
  publicUrl: string
  /** Such as `sign@example.org`. */
  mailAddress: string
  /** The channels in which people can sign, as the pages say; by default email only. */
  channels?: readonly Channel[]
  /** Invitations to the chats. */
  invitations?: Partial<Record<Channel, string>>
  /** Given in trial mode only. */
  trial?: TrialDesk
  /** Load balancers ask whether the service can work. The state of each part is for the operator alone. */
  ready: () => Promise<boolean>
  log: Log
}
