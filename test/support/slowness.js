/** Milliseconds of the processor's time that `work` takes where limits were set. */
const WORK_THERE = 2

/**
 * The factor by which the processor is slower at this moment than where limits were set; at least 1.
 *
 * @returns {number}
 */
export function slowness() {
  // The first time is not counted: it is compiled.
  const took = [0, 1, 2, 3].map(() => {
    const begun = process.threadCpuUsage()
    work()
    return threadMs(begun)
  })
  return Math.max(1, Math.min(...took.slice(1)) / WORK_THERE)
}

/**
 * Milliseconds of the processor's time that this thread has used since then: a busy machine makes it wait, but does not add to this.
 *
 * @param {NodeJS.CpuUsage} begun
 * @returns {number}
 */
export function threadMs(begun) {
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1_000
}

function work() {
  let sum = 0
  for (let n = 0; n < 1_000_000; n++) sum = (sum * 31 + n) % 1_000_003
  return sum
}
