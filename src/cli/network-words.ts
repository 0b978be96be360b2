/**
 * What a failed connection means, in words that go after "the server at … :". `code` is the system's, Node's TLS's or
 * a mail library's, in any case. Undefined for codes that say nothing to a person.
 */
export function networkWords(code: string): string | undefined {
  switch (code.toUpperCase()) {
    case 'ENOTFOUND':
    case 'EDNS':
    case 'ENODATA':
      return 'there is no such name in the DNS'
    case 'EAI_AGAIN':
    case 'ESERVFAIL':
      return 'the DNS does not answer on this machine'
    case 'ECONNREFUSED':
      return 'the connection is refused, nothing listens on that port'
    case 'ETIMEDOUT':
    case 'CONNECT_TIMEOUT':
    case 'GREETING_TIMEOUT':
    case 'GREEETING_TIMEOUT':
    case 'UPGRADE_TIMEOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'TIMEOUTERROR':
      return 'no answer in time; is the port right, and open in the firewall?'
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'it cannot be reached from this machine'
    case 'ECONNRESET':
    case 'ECONNECTION':
    case 'EPIPE':
    case 'NOCONNECTION':
    case 'UND_ERR_SOCKET':
      return 'it closes the connection without a word; is the port the right one for TLS or for none?'
    case 'CERT_HAS_EXPIRED':
      return 'its certificate has expired'
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'its certificate is for another name'
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'its certificate is signed by nobody this machine trusts'
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return 'no TLS is spoken on that port'
    case 'ETLS':
      return 'TLS (STARTTLS) cannot be begun there'
    default:
      return undefined
  }
}

/** The code of an error or of what caused it; fetch and TLS hide theirs one level down. */
export function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause instanceof Error ? networkCode(error.cause) : error.name
}

export function withoutLogin(text: string): string {
  const { protocol, host } = new URL(text)
  return `${protocol}//${host}`
}
