import type { Ground } from '../ground.ts'
import { AT_ONCE } from '../load/ask-and-confirm.ts'
import type { ListServer } from '../references/list-server.ts'
import { openMailman } from '../references/mailman.ts'
import { openMlmmj } from '../references/mlmmj.ts'
import type { Subject } from '../subject.ts'

function listServer(
  key: string,
  open: (atOnce: number) => Promise<ListServer | undefined>,
  notes: string[],
): Subject {
  return {
    key,
    unit: ' a second',
    async open(ground: Ground) {
      const server = await open(AT_ONCE)
      if (server === undefined) return { missing: `${key} is not installed: apt-get install ${key}` }
      ground.onClose(() => server.close())
      return { round: () => server.confirmationsPerSecond(ground.roundMs), notes: () => notes }
    },
  }
}

export const mlmmj = listServer('mlmmj', openMlmmj, [
  `mlmmj-receive for each email, as a mail server pipes it, ${AT_ONCE} at once`,
])
export const mailman = listServer('mailman3', openMailman, ['40 joins by LMTP, SQLite as Debian sets it up'])
