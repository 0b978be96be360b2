/** What is known of a mail, whoever of us it is to. */
export interface Evidence {
  /** It came straight from the sender's server, or from one we trust: it is for whom the envelope says. */
  direct: boolean
  /** DKIM or DMARC: it was written there, but anybody may have sent it on to us. */
  written: boolean
  provedDomain?: string
  /**
   * Stronger than both, for what SPF alone must not open. `signed`: DKIM aligned with From, and DMARC does not fail,
   * as we found out or as our own server (MAIL_AUTHSERV_ID) says. `vouched`: MAIL_TRUST=listener.
   */
  proved?: 'signed' | 'vouched'
}

export interface Proof {
  authenticated: boolean
  /** The mailbox of From itself is proved: `Incoming.proved`. */
  proved: boolean
  provedDomain?: string
}

/**
 * A signed mail can be sent again by whoever once received it, to any address of ours. So the signature counts
 * for an address only where To or Cc name it; `named` are the addresses of these two headers.
 */
export function toProof(evidence: Evidence, recipient: string, named: readonly string[]): Proof {
  const forUs = named.some(address => address.toLowerCase() === recipient.toLowerCase())
  const written = evidence.written && forUs
  return {
    authenticated: evidence.direct || written,
    proved: evidence.proved === 'vouched' || (evidence.proved === 'signed' && forUs),
    ...(forUs && evidence.provedDomain !== undefined ? { provedDomain: evidence.provedDomain } : {}),
  }
}
