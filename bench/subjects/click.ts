import { type Ground, SMALL } from '../ground.ts'
import { AT_ONCE, ask, press } from '../load/ask-and-confirm.ts'
import { percentile } from '../report/statistics.ts'
import type { Subject } from '../subject.ts'
import { Cost, costsOf } from './cost.ts'

/** The subjects below share one measurement, of which each shows a side. */
class Clicks {
  readonly cost = new Cost()
  longest = Number.NaN
  #pressed = 0
  #perSecond = 100

  async round(ground: Ground): Promise<number> {
    const stand = await ground.stand(SMALL)
    const { tokens } = stand.sink
    // One round of emails may bring fewer tokens than a round of clicks can use.
    const needed = Math.ceil((this.#perSecond * ground.roundMs * 1.2) / 1000)
    const missing = needed - (tokens.length - this.#pressed)
    if (missing > 0) await ask(stand, { ms: 60_000, most: missing })
    let perSecond = 0
    await this.cost.during(ground, stand, async () => {
      const { count, seconds, took } = await press(stand, tokens.slice(this.#pressed), ground.roundMs)
      this.#pressed += count
      this.longest = percentile(took, 0.99)
      perSecond = count / seconds
      return count
    })
    this.#perSecond = perSecond
    return perSecond
  }
}

const clicksOf = (ground: Ground) => ground.once('clicks', async () => new Clicks())

/** The link's button is pressed, and the signature recorded; the receipts are waited for after that. */
export const click: Subject = {
  key: 'click',
  unit: ' a second',
  async open(ground) {
    const clicks = await clicksOf(ground)
    return {
      round: () => clicks.round(ground),
      notes: () => [`${AT_ONCE} connections`],
    }
  },
}

/** With their receipts. */
export const clickCosts = costsOf('click', async ground => (await clicksOf(ground)).cost)

/** The figures of the round that `click` has just had. */
export const clickLongest: Subject = {
  key: 'click-p99',
  beside: 'click',
  unit: ' ms',
  async open(ground) {
    const clicks = await clicksOf(ground)
    return { round: async () => clicks.longest }
  },
}
