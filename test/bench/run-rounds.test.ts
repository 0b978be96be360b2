import { expect, it } from 'vitest'
import { runRounds } from '../../bench/run-rounds.ts'

it('stops after three rounds once its time is over, and not before all of them otherwise', async () => {
  const roundsUntil = async (until: number) => {
    const subject = { key: 'email', unit: ' ms', open: async () => ({ round: async () => 1 }) }
    // No subject here needs the ground.
    const measured = await runRounds(Object.create(null), [subject], { rounds: 5, until }, () => {})
    return measured.get('email')?.figures.length
  }
  expect(await roundsUntil(0)).toBe(3)
  expect(await roundsUntil(Number.POSITIVE_INFINITY)).toBe(5)
})
