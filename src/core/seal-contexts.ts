/** The associated data each sealed value is bound to: a seal copied to another row does not open there. */

export function installationContext(channel: string, tenant: string): string {
  return `installation:${channel}:${tenant}`
}

export function parkedContext(id: string): string {
  return `parked:${id}`
}

export function digestContext(petitionId: string, account: Buffer): string {
  return `digest:${petitionId}:${account.toString('hex')}`
}

export function entryContext(id: string): string {
  return `desk:${id}`
}

export function beforeContext(id: string): string {
  return `${entryContext(id)}:before`
}

export function pendingContext(id: string): string {
  return `pending:${id}`
}

export function organiserContext(account: Buffer, what: 'name' | 'place'): string {
  return `organiser:${account.toString('hex')}:${what}`
}

export function deliveryContext(id: string): string {
  return `delivery:${id}`
}

export function requestContext(id: string): string {
  return `request:${id}`
}
