/** The fail points that no journey passes, and why. A point that is on no journey and not here is a fault of this program. */
const reasons: Record<string, RegExp> = {
  'the stand-in for the mailbox neither moves nor deletes: test/adapters/email/mailbox.test.ts does, with Dovecot':
    /messageDelete|messageMove|mailboxCreate/,
  'only if a mailbox goes on contradicting itself: test/adapters/email/mailbox-faults.test.ts':
    /mailbox-listing\.ts:\d+ this\.#(?:countUpTo|facts)|#listing\.(?:between|isGone)/,
  'only for a range of several emails that the server refuses: test/adapters/email/mailbox-faults.test.ts':
    /mailbox-session\.ts:\d+ this\.#fetch$/,
  'only if more emails come at once than may be in flight': /this\.#settleFirst/,
  'only on the operator’s command `mailbox take`: test/cli/mailbox.test.ts':
    /mailbox-session\.ts:\d+ (?:this\.#keep|core\.writeNote)/,
  'only for an email that cannot be parsed in two seconds': /intake\.ts:\d+ this\.#countFailure/,
  'only `doctor` and the tests call it':
    /parse-mail\.ts:\d+ read|smtp-connections\.ts:\d+ openLink|connections\.verify/,
  'only in trial mode, where no email leaves': /outgoing\.ts:\d+ (?:ready|compose|keepTrialMail)/,
  'only for a mailbox that is not ASCII, and the stand-in has no SMTPUTF8':
    /smtp-connections\.ts:\d+ openLink|takesSmtpUtf8/,
  'the stand-in asks for no password: test/stories/through-postfix.test.ts':
    /smtp-connections\.ts:\d+ new Promise/,
  'only if emails are on their way when the service stops': /smtp-way\.ts:\d+ sleep/,
  'only for "it wasn’t me" to the second of two emails about a change: test/core/signing/second-thoughts.test.ts':
    /confirm-link\.ts:\d+ voidConfirmations/,
  'only if two signatures are one person’s, or somebody signs again: test/core/signing/confirm-races.test.ts':
    /confirm-signature\.ts:\d+ (?:mergeSignature|addIdentities|replaceWithdrawn)/,
  'only once the operator has removed the signature':
    /link-acts\.ts:\d+ core\.petition|people\.ts:\d+ sql<{ hash/,
  'only from a chat: its stories are in test/stories':
    /installationOf|receipts\.ts:\d+ addTokens|write\.ts:\d+ dropRequest|deliver\.ts:\d+ whole/,
  'only for words that nobody understands, after a command; or if no petition is open':
    /receiveLost|receive\.ts:\d+ answer$/,
  'only if a lock is waited for in vain: test/core/lanes-under-locks.test.ts':
    /pipeline\.ts:\d+ Promise\.all|work\.ts:\d+ (?:runTogether|limitWaits)/,
  'only if one of several fails in the database: test/core/work.test.ts':
    /savepoint\.ts:\d+ sql`(?:rollback|release)/,
  'only for a yes to a command that is forgotten, in a reply that has lost its tag':
    /read\.ts:\d+ service\.understandReply/,
  'only while the database is away: the part postgres': /queue\.ts:\d+ new Promise/,
  'only for an email that takes longer than six seconds to hand over: test/db/queue.test.ts':
    /renewClaims|claim-deliveries\.ts:\d+ db$/,
  'a pause between two rounds: nothing is done there': /this\.#untilWoken|breath/,
}

/** Undefined: a journey must pass this one. */
export function notPassed(point: string): string | undefined {
  return Object.entries(reasons).find(([, points]) => points.test(point))?.[0]
}
