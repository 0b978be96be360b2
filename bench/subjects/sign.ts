import { BIG, SMALL } from '../ground.ts'
import { ask, press } from '../load/ask-and-confirm.ts'
import type { Subject } from '../subject.ts'

/** People who ask and then confirm, beside so many other requests that wait. */
function signBeside(waiting: number, key: string): Subject {
  return {
    key,
    unit: ' a second',
    async open(ground) {
      // Emails and clicks warm up the shared service with few: beside it, the other looked a tenth slower.
      const stand = await ground.stand(waiting, 1, waiting === SMALL ? '_sign' : '')
      return {
        async round() {
          // Taken out, because `click` presses those that are left.
          const before = stand.sink.tokens.length
          const asked = await ask(stand, { ms: ground.roundMs })
          const { count, seconds } = await press(stand, stand.sink.tokens.splice(before))
          return count / (asked.seconds + seconds)
        },
      }
    },
  }
}

export const sign = signBeside(BIG, 'sign')
export const signBesideFew = signBeside(SMALL, 'sign-few')
