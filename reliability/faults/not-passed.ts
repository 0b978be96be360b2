/** The fail points that no journey passes, and why. A point that is on no journey and not here is a fault of this program. */
const reasons: Record<string, RegExp> = {
  'the stand-in for the mailbox neither moves nor deletes: test/adapters/email/mailbox.test.ts does, with Dovecot':
    /messageDelete|messageMove|mailboxCreate/,
  'only if a mailbox goes on contradicting itself: test/adapters/email/mailbox-faults.test.ts':
    /mailbox-listing\.ts:\d+ this\.#(?:countUpTo|facts|client\.noop)|#listing\.(?:between|isGone)/,
  'only if more emails come at once than may be in flight, which are 300': /this\.#settleFirst/,
  'only for an email by a list, to which nothing is owed: test/adapters/email/adapter.test.ts':
    /intake\.ts:\d+ this\.#countList/,
  'only for an email that cannot be parsed in two seconds': /intake\.ts:\d+ this\.#countFailure/,
  'only `doctor` and the tests call it':
    /parse-mail\.ts:\d+ read|smtp-connections\.ts:\d+ openLink|connections\.verify/,
  'only in trial mode, where no email leaves': /outgoing\.ts:\d+ (?:ready|compose|keepTrialMail)/,
  'only if a chat account and a mailbox are one person: test/core/signing/confirm-races.test.ts':
    /confirm-signature\.ts:\d+ (?:mergeSignature|addIdentities)/,
  'only if a signature was withdrawn between two statements that hold its person':
    /manage-link\.ts:\d+ signatureByToken/,
  'only the command line calls it, in a process of its own': /people\.ts:\d+ sql<{ hash/,
  'only from a chat: its stories are in test/stories':
    /installationOf|receipts\.ts:\d+ addTokens|write\.ts:\d+ dropRequest|deliver\.ts:\d+ whole/,
  'only for a yes to a command that is forgotten, or if no petition is open': /receive\.ts:\d+ answer$/,
  'passed by chance, if several are taken together and wait for a lock in vain: test/core/lanes-under-locks.test.ts':
    /pipeline\.ts:\d+ (?:Promise\.all|isHopeless|takeBatch|databaseAnswers)|work\.ts:\d+ limitWaits/,
  'only after a deadlock, which the order of the locks excludes': /work\.ts:\d+ runTogether/,
  'passed by chance, if one of several fails in the database: test/core/work.test.ts':
    /savepoint\.ts:\d+ sql`(?:rollback|release)/,
  'only for a yes to a command that is forgotten, in a reply that has lost its tag':
    /read\.ts:\d+ service\.understandReply/,
  'a pause between two rounds: nothing is done there': /this\.#untilWoken|breath/,
}

/** Undefined: a journey must pass this one. */
export function notPassed(point: string): string | undefined {
  return Object.entries(reasons).find(([, points]) => points.test(point))?.[0]
}
