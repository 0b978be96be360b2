import type { Command } from 'commander'
import { countOf, print, printJson, UsageError } from '../output.ts'
import type { Figures } from './examine.ts'
import type { Finding } from './finding.ts'

interface Options {
  json?: true
  mail: boolean
  wait: string
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('try everything the service needs, and say what is wrong and which variable to change')
    .option('--no-mail', 'send no test email')
    .option('--wait <seconds>', 'how long a test email may take to come back', '60')
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nIt changes nothing that lasts. The exit code is 0 if all is well, and 1 if something is wrong.',
    )
    .action(async (options: Options) => {
      const wait = Number(options.wait)
      if (!(wait >= 1 && wait <= 600)) throw new UsageError('--wait must be 1 to 600 seconds.')
      const findings: Finding[] = []
      const report = (finding: Finding) => {
        findings.push(finding)
        if (!options.json) print(line(finding))
      }
      // IMAP, SMTP and the rest are a third of a second to load, and no other command needs them.
      const { examine } = await import('./examine.ts')
      const figures = await examine(report, { mail: options.mail, waitMs: wait * 1000 })
      const allWell = findings.every(({ state }) => state !== 'wrong')
      const summary = summarise(findings, figures)
      if (options.json)
        printJson({ ok: allWell, summary, checks: findings, ...(figures === undefined ? {} : figures) })
      else print('', summary)
      process.exitCode = allWell ? 0 : 1
    })
}

function line({ check, state, says }: Finding): string {
  const word = state === 'wrong' ? 'WRONG' : state
  return `${word.padEnd(9)}${check.padEnd(15)}${says}`
}

/** The last line, which an operator reads each morning. */
function summarise(findings: Finding[], figures: Figures | undefined): string {
  const broken = findings.filter(({ state }) => state === 'wrong').length
  const begins = broken === 0 ? 'All well.' : `${countOf(broken, 'thing is', 'things are')} wrong.`
  if (figures === undefined) return begins
  const { deliveries } = figures
  const parts = [
    ...(deliveries.retried > 0
      ? [`${countOf(deliveries.retried, 'delivery', 'deliveries')} retried and done`]
      : []),
    ...(deliveries.waiting > 0
      ? [`${countOf(deliveries.waiting, 'delivery', 'deliveries')} waiting (\`deliveries --waiting\`)`]
      : []),
    ...(figures.mailboxesRefused > 0
      ? [
          `${countOf(figures.mailboxesRefused, 'mailbox', 'mailboxes')} refused for good (shown by \`deliveries --failed\`)`,
        ]
      : []),
    ...(deliveries.expired > 0
      ? [`${countOf(deliveries.expired, 'delivery', 'deliveries')} given up after 7 days (\`deliveries\`)`]
      : []),
    ...(figures.parked > 0 ? [`${countOf(figures.parked, 'message')} parked (\`parked\`)`] : []),
  ]
  return parts.length === 0 ? begins : `${begins} ${parts.join(', ')}.`
}
