import { errorCode } from './log.ts'

/** The driver throws these without a code. */
const codeless: [RegExp, string][] = [
  [/does not support SSL/, 'no-tls'],
  [/client password must be/, 'no-password'],
  [/connection timeout|timeout expired/, 'ETIMEDOUT'],
  [/Connection terminated unexpectedly|error establishing an SSL connection/, 'no-postgres'],
]

/** The code of a failed connection. Errors without a code get one of ours. */
export function connectionCode(error: unknown): string {
  if (!(error instanceof Error)) return errorCode(error)
  // The driver opens no files but certificates. The ENOENT of a missing socket has another syscall.
  if (('syscall' in error && error.syscall === 'open') || errorCode(error) === 'EISDIR')
    return 'no-certificate'
  return codeless.find(([message]) => message.test(error.message))?.[1] ?? errorCode(error)
}

/**
 * A sentence for a failed connection that says what to do. Codes are those of Postgres
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html), of the system and of Node's TLS.
 */
export function connectionWords(code: string): string {
  switch (code) {
    case '28P01':
      return 'The database refused the password (28P01): check user and password in DATABASE_URL, with special characters written as %40 and so on, or put the password into DATABASE_PASSWORD.'
    case '28000':
      return 'The database does not let this user in (28000): check the user in DATABASE_URL and the server’s pg_hba.conf. If it wants TLS, put ?sslmode=verify-full at the end of the URL.'
    case 'no-password':
      return 'The database wants a password (no-password): put it into DATABASE_URL, or into DATABASE_PASSWORD.'
    case 'no-tls':
      return 'The database server speaks no TLS (no-tls): turn it on there, or remove sslmode from the end of DATABASE_URL if the server is on this machine.'
    case 'no-postgres':
      return 'The server there does not speak like Postgres, or ends the connection (no-postgres): check host and port in DATABASE_URL, and the firewall or proxy in between.'
    case 'no-certificate':
      return 'A file of certificates cannot be read (no-certificate): check sslrootcert, sslcert and sslkey at the end of DATABASE_URL.'
    case '42501':
      return 'The database does not let this user make tables (42501): make the user of DATABASE_URL the owner of the database.'
    case '3D000':
      return 'The database server has no database with that name (3D000): check the end of DATABASE_URL, or create the database.'
    case '53300':
      return 'The database server has no connection left (53300): raise max_connections there, or close other connections.'
    case '57P03':
      return 'The database server is starting or stopping (57P03): try again in a moment.'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host in DATABASE_URL cannot be resolved (${code}): check its spelling and DNS. An @ in the password must be written as %40.`
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `Nothing answers where DATABASE_URL points (${code}): check host and port, and that the server is running.`
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `The database server cannot be reached (${code}): check host and port in DATABASE_URL, and the firewall.`
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return `The certificate of the database server is not valid now (${code}): renew it there, and check the clocks of both machines.`
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate of the database server has another name (${code}): use a host in DATABASE_URL that the certificate names.`
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_SIGNATURE_FAILURE':
      return `The certificate of the database server is not trusted on this machine (${code}): name the file of the authority that signed it, with sslrootcert=/path/to/ca.crt at the end of DATABASE_URL.`
    default:
      return `The database does not answer (${code}): check DATABASE_URL, and that Postgres is listening there.`
  }
}
