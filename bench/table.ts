/** The lines of the table, with the floor that must hold and the reach that is hoped for. */

import { BIG, SMALL } from './ground.ts'
import type { Line, Subject } from './subject.ts'
import { chats } from './subjects/chat.ts'
import { click, clickCosts, clickLongest } from './subjects/click.ts'
import { costKey } from './subjects/cost.ts'
import { count, countOfFewer } from './subjects/count.ts'
import { email, emailCosts, emailToTwo } from './subjects/email.ts'
import { bareFetch, imap } from './subjects/imap.ts'
import { mailman, mlmmj } from './subjects/list-servers.ts'
import { memoryIdle, memoryPeak } from './subjects/memory.ts'
import { pageKey, pageNames, pages } from './subjects/pages.ts'
import { insert, update } from './subjects/plain-transactions.ts'
import { sign, signBesideFew } from './subjects/sign.ts'
import { start } from './subjects/start.ts'

/**
 * In the order in which they take their turns: a subject beside the one it is compared with. `imap` is measured when it is opened, and
 * `memory-idle` opens the first service.
 */
export const subjects: readonly Subject[] = [
  ...[imap, bareFetch],
  memoryIdle,
  email,
  ...emailCosts,
  emailToTwo,
  mlmmj,
  mailman,
  insert,
  click,
  ...clickCosts,
  clickLongest,
  update,
  ...[sign, signBesideFew],
  ...pages,
  ...[count, countOfFewer],
  ...chats,
  memoryPeak,
  start,
]

/** Lines without a floor: what one of them costs. */
function costLines(of: string, what: string): Line[] {
  const line = (part: 'service' | 'postgres' | 'statements', work: string): Line => ({
    work,
    subject: costKey(of, part),
    against: '',
    better: 'less',
  })
  return [
    line('service', `${what}: processor time of the service`),
    line('postgres', `${what}: processor time of Postgres`),
    line('statements', `${what}: statements`),
  ]
}

const taken = 'an email in, durable, its answer at the sink'

export const lines: readonly Line[] = [
  {
    work: taken,
    subject: 'email',
    against: "mlmmj's subscribe → confirmation",
    reference: 'mlmmj',
    better: 'more',
    floor: 1.2,
    reach: 2,
  },
  {
    work: taken,
    subject: 'email',
    against: "Mailman 3's join → confirmation",
    reference: 'mailman3',
    better: 'more',
    floor: 40,
    reach: 80,
  },
  {
    work: taken,
    subject: 'email',
    against: 'pgbench, 4 clients, one insert',
    reference: 'insert',
    better: 'more',
    floor: 0.03,
    reach: 0.06,
  },
  ...costLines('email', 'an email'),
  {
    work: 'an email in, two services on one database and these cores',
    subject: 'two-services',
    against: 'one service',
    reference: 'email',
    better: 'more',
  },
  {
    work: 'a click, recorded',
    subject: 'click',
    against: 'pgbench, 8 clients, one update',
    reference: 'update',
    better: 'more',
    floor: 0.04,
    reach: 0.1,
  },
  {
    work: 'the same, the 99th of 100',
    subject: 'click-p99',
    against: '',
    better: 'less',
    floor: 200,
    reach: 80,
  },
  ...costLines('click', 'a click with its receipt'),
  {
    work: 'IMAP backlog taken and answered',
    subject: 'imap',
    against: 'bare ranged FETCH and mailparser',
    reference: 'imap-bare',
    better: 'more',
    floor: 0.12,
    reach: 0.2,
  },
  {
    work: `asked and confirmed, ${BIG.toLocaleString('en')} requests waiting`,
    subject: 'sign',
    against: `${SMALL.toLocaleString('en')} waiting`,
    reference: 'sign-few',
    better: 'more',
    floor: 0.9,
    reach: 1,
  },
  ...pageNames.map(
    (name): Line => ({
      work: `${name} at ${BIG.toLocaleString('en')} signatures`,
      subject: pageKey(BIG, name),
      against: `at ${SMALL.toLocaleString('en')}`,
      reference: pageKey(SMALL, name),
      better: 'more',
      floor: 0.8,
      reach: 1,
    }),
  ),
  {
    work: 'count at 10,000,000 signatures',
    subject: 'count',
    against: '',
    better: 'less',
    floor: 5,
    reach: 2,
  },
  { work: 'count at 1,000,000', subject: 'count-million', against: '', better: 'less' },
  {
    work: 'a press in Discord acknowledged, 200 a second, the 99th of 100',
    subject: 'discord',
    against: 'one alone',
    reference: 'discord-alone',
    better: 'less',
    floor: 5,
    reach: 3,
  },
  {
    work: 'the same in Slack',
    subject: 'slack',
    against: 'one alone',
    reference: 'slack-alone',
    better: 'less',
    floor: 5,
    reach: 3,
  },
  {
    work: 'memory of the service, idle',
    subject: 'memory-idle',
    against: '',
    better: 'less',
    floor: 150,
    reach: 120,
  },
  { work: 'the same, peak', subject: 'memory', against: '', better: 'less', floor: 400, reach: 300 },
  {
    work: '`npm start` to its first page, warm',
    subject: 'start',
    against: '',
    better: 'less',
    floor: 1.2,
    reach: 0.8,
  },
]
