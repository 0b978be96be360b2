import { SMALL } from '../ground.ts'
import { AT_ONCE, ask, type Done } from '../load/ask-and-confirm.ts'
import type { Subject } from '../subject.ts'
import { Cost } from './cost.ts'

/** An email at the listener, durable, and its answer taken by the sink. */
function emailsTo(services: number, key: string): Subject {
  return {
    key,
    unit: ' a second',
    async open(ground) {
      const stand = await ground.stand(SMALL, services)
      const cost = new Cost()
      return {
        async round() {
          let done: Done = { count: 0, seconds: 1 }
          await cost.during(ground, stand, async () => {
            done = await ask(stand, { ms: ground.roundMs })
            return done.count
          })
          return done.count / done.seconds
        },
        notes: () => [`${AT_ONCE} connections`, ...(services === 1 ? cost.notes('an email') : [])],
      }
    },
  }
}

export const email = emailsTo(1, 'email')
/** Half of the connections go to each. */
export const emailToTwo = emailsTo(2, 'two-services')
