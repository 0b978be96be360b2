/** Proved facts about an email, whichever of our addresses it is for. */
export interface Evidence {
  /** It came straight from the sender's server, or from a server we trust, so the envelope truly names the recipient. */
  direct: boolean
  /** DKIM or DMARC proves that it was written there, but anybody may have sent it on to us. */
  written: boolean
  provedDomain?: string
  /**
   * Stronger than both, for rights that SPF alone must not give. `signed`: DKIM is aligned with From and DMARC does not fail, by our
   * own check or by the word of our server (MAIL_AUTHSERV_ID). `vouched`: MAIL_TRUST=listener.
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
 * Anyone who once received a signed email can send it again, to any address of ours. So the signature counts for an address only if To
 * or Cc name it; `named` are the addresses of these two headers.
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
