import { type Ground, SMALL } from '../ground.ts'
import { AT_ONCE, ask, type Done } from '../load/ask-and-confirm.ts'
import type { Subject } from '../subject.ts'
import { Cost, costsOf } from './cost.ts'

const costOf = (ground: Ground, services: number) =>
  ground.once(`email-cost-${services}`, async () => new Cost())

/** An email at the listener, durable, and its answer taken by the sink. */
function emailsTo(services: number, key: string): Subject {
  return {
    key,
    unit: ' a second',
    async open(ground) {
      const stand = await ground.stand(SMALL, services)
      const cost = await costOf(ground, services)
      return {
        async round() {
          let done: Done = { count: 0, seconds: 1 }
          await cost.during(ground, stand, async () => {
            done = await ask(stand, { ms: ground.roundMs })
            return done.count
          })
          return done.count / done.seconds
        },
        notes: () => [`${AT_ONCE} connections`],
      }
    },
  }
}

export const email = emailsTo(1, 'email')
export const emailCosts = costsOf('email', ground => costOf(ground, 1))
/** Half of the connections go to each. */
export const emailToTwo = emailsTo(2, 'two-services')
