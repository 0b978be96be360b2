/**
 * Says what a failed connection means, in words that go after "the server at … :". `code` is of the system, of Node's TLS or of an
 * email library, in capitals or not. Undefined for codes that mean nothing to a person.
 */
export function networkWords(code: string): string | undefined {
  switch (code.toUpperCase()) {
    case 'ENOTFOUND':
    case 'EDNS':
    case 'ENODATA':
      return 'DNS does not know this name'
    case 'EAI_AGAIN':
    case 'ESERVFAIL':
      return 'DNS does not answer on this machine'
    case 'ECONNREFUSED':
      return 'nothing listens on that port'
    case 'ETIMEDOUT':
    case 'CONNECT_TIMEOUT':
    case 'GREETING_TIMEOUT':
    case 'GREEETING_TIMEOUT':
    case 'UPGRADE_TIMEOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'TIMEOUTERROR':
      return 'it does not answer in time; is the port right, and open in the firewall?'
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'it cannot be reached from this machine'
    case 'ECONNRESET':
    case 'ECONNECTION':
    case 'EPIPE':
    case 'NOCONNECTION':
    case 'UND_ERR_SOCKET':
      return 'it closes the connection at once; is this the right port, with TLS or without?'
    case 'CERT_HAS_EXPIRED':
      return 'its certificate has expired'
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'its certificate is for another name'
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'this machine does not trust its certificate'
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return 'that port does not speak TLS'
    case 'ETLS':
      return 'TLS (STARTTLS) does not start there'
    default:
      return undefined
  }
}

/** The code of an error, or of its cause: fetch and TLS hide theirs one level down. */
export function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause instanceof Error ? networkCode(error.cause) : error.name
}
