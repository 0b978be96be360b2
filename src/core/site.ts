/** The operator's site, as the foot of every page describes it. */
export interface Site {
  name: string
  /** The person or body that runs this service. */
  operator?: string
  /** A mailbox or a URL. */
  contact?: string
  imprintUrl?: string
  /** Absent: our own page, which says what the service keeps. */
  privacyUrl?: string
}

export const defaultSite: Site = { name: 'Undersigned' }
