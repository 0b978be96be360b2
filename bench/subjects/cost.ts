import type { Ground, Stand } from '../ground.ts'
import { processorMs } from '../processor-time.ts'
import type { Subject } from '../subject.ts'

interface Spent {
  service: number | undefined
  postgres: number | undefined
  statements: number | undefined
}

const parts = ['service', 'postgres', 'statements'] as const

/** The processor's time in milliseconds, and the statements, of each of those that the last round did. */
export class Cost {
  #last: Spent = { service: undefined, postgres: undefined, statements: undefined }

  /** `act` returns how many it did. */
  async during(ground: Ground, stand: Stand, act: () => Promise<number>): Promise<void> {
    const before = await read(ground, stand)
    const done = await act()
    const after = await read(ground, stand)
    const each = (part: keyof Spent) => {
      const [from, to] = [before[part], after[part]]
      return from === undefined || to === undefined ? undefined : (to - from) / done
    }
    this.#last = { service: each('service'), postgres: each('postgres'), statements: each('statements') }
  }

  of(part: keyof Spent): number {
    const figure = this.#last[part]
    if (figure !== undefined) return figure
    throw new Error(part === 'statements' ? 'no pg_stat_statements here' : 'no /proc here')
  }
}

async function read({ postgres }: Ground, { services, url }: Stand): Promise<Spent> {
  const database = new URL(url).pathname.slice(1)
  const times = services.map(({ pid }) => processorMs(pid))
  return {
    service: times.reduce((sum, ms) => (sum === undefined || ms === undefined ? undefined : sum + ms), 0),
    postgres: processorMs(postgres.pid, await postgres.processesOfOthers(database)),
    statements: await postgres.statements(database),
  }
}

export function costKey(of: string, part: keyof Spent): string {
  return `${of}-${part}`
}

/** The cost of what another subject did in this round. */
export function costsOf(of: string, cost: (ground: Ground) => Promise<Cost>): Subject[] {
  return parts.map(part => ({
    key: costKey(of, part),
    beside: of,
    unit: part === 'statements' ? '' : ' ms',
    async open(ground) {
      const measured = await cost(ground)
      return { round: async () => measured.of(part) }
    },
  }))
}
