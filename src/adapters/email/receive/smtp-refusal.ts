import type { Unread } from './stream-reader.ts'

/** A reply to the client that refuses something. Its words never hold an address, because bounces repeat them. */
export class SmtpRefusal extends Error {
  /** RFC 5321 4.2: 4xx asks the client to try again, 5xx is final. */
  readonly responseCode: number

  constructor(responseCode: number, words: string) {
    super(words)
    this.responseCode = responseCode
  }
}

export const SHUTTING_DOWN = 'This server is shutting down, please try again later'

export function shuttingDown(): SmtpRefusal {
  return new SmtpRefusal(421, SHUTTING_DOWN)
}

export function tooManyConnections(): SmtpRefusal {
  return new SmtpRefusal(421, 'Too many connections from your address, please try again later')
}

export function noSuchAddress(): SmtpRefusal {
  return new SmtpRefusal(550, 'No such address here. This server takes email for its petitions only')
}

export function notNow(): SmtpRefusal {
  return new SmtpRefusal(451, 'This email cannot be saved right now, please try again later')
}

export function tooComplex(): SmtpRefusal {
  return new SmtpRefusal(554, 'This email is built in too complex a way. Please send it as plain text')
}

export function unread(why: Unread): SmtpRefusal {
  switch (why) {
    case 'broken':
      return new SmtpRefusal(451, 'The email did not arrive complete')
    case 'too-much':
      return new SmtpRefusal(451, 'Too much email at once, please try again later')
    case 'too-large':
      return new SmtpRefusal(552, 'This email is larger than 10 MB')
  }
}
