import type { Ground, Stand } from '../ground.ts'
import { processorMs } from '../processor-time.ts'

interface Spent {
  service: number | undefined
  postgres: number | undefined
  statements: number | undefined
}

/** Adds up the processor's time and the statements of a subject's rounds. */
export class Cost {
  #done = 0
  readonly #spent = { service: 0, postgres: 0, statements: 0 }
  #missing = { processor: false, statements: false }

  /** `act` returns how many were done. */
  async during(ground: Ground, stand: Stand, act: () => Promise<number>): Promise<void> {
    const before = await read(ground, stand)
    this.#done += await act()
    const after = await read(ground, stand)
    for (const part of ['service', 'postgres', 'statements'] as const) {
      const [from, to] = [before[part], after[part]]
      if (from === undefined || to === undefined)
        this.#missing[part === 'statements' ? 'statements' : 'processor'] = true
      else this.#spent[part] += to - from
    }
  }

  /** `what` is one of them, such as `an email`. */
  notes(what: string): string[] {
    if (this.#done === 0) return []
    const each = (n: number) => (n / this.#done).toFixed(1)
    const { service, postgres, statements } = this.#spent
    return [
      this.#missing.processor
        ? 'no /proc here: no figure for the processor'
        : `${each(service)} ms of the service's processor time ${what}, ${each(postgres)} ms of Postgres's`,
      this.#missing.statements
        ? 'no pg_stat_statements here: statements not counted'
        : `${each(statements)} statements ${what}`,
    ]
  }
}

async function read({ postgres }: Ground, { service }: Stand): Promise<Spent> {
  return {
    service: processorMs(service.pid),
    postgres: processorMs(postgres.pid),
    statements: await postgres.statements(),
  }
}
