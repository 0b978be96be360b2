import { expect, it } from 'vitest'
import { fairShare } from '../../src/core/fair-share.ts'

const share = (waiting: string, most: number) => {
  const { next, later } = fairShare(waiting.split(' '), most, one => one.slice(0, 1))
  return { next: next.join(' '), later: later.join(' ') }
}

it.each([
  ['takes all if there is room', 'e1 e2 p1', 3, 'e1 e2 p1', ''],
  ['lets one source fill what no other needs', 'e1 e2 e3 e4', 3, 'e1 e2 e3', 'e4'],
  ['lets a press pass a flood of email', 'e1 e2 e3 e4 e5 p1', 3, 'e1 e2 p1', 'e3 e4 e5'],
  ['keeps the order of each source', 'e1 e2 p1 e3 p2 d1 e4', 5, 'e1 e2 p1 p2 d1', 'e3 e4'],
])('%s', (_, waiting, most, next, later) => {
  expect(share(waiting, most)).toEqual({ next, later })
})
