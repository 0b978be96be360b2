/** The associated data of each seal. A sealed value that is copied to another row does not open there. */

export const installationContext = (channel: string, tenant: string) => `installation:${channel}:${tenant}`
export const parkedContext = (id: string) => `parked:${id}`
export const digestContext = (petitionId: string, account: Buffer) =>
  `digest:${petitionId}:${account.toString('hex')}`
export const entryContext = (id: string) => `desk:${id}`
export const reasonContext = (id: string) => `${entryContext(id)}:reason`
export const beforeContext = (id: string) => `${entryContext(id)}:before`
export const pendingContext = (id: string) => `pending:${id}`
export const organiserContext = (account: Buffer, what: 'name' | 'place') =>
  `organiser:${account.toString('hex')}:${what}`
export const deliveryContext = (id: string) => `delivery:${id}`
export const invalidationContext = (entryId: string) => `invalidation:${entryId}`
export const mailHostContext = (signatureId: string) => `signature:${signatureId}:mail-host`
export const requestContext = (id: string) => `request:${id}`
