/** The fail points that no journey passes, and why. */
const reasons: Record<string, RegExp> = {}

/** Undefined: a journey must pass this one. */
export function notPassed(point: string): string | undefined {
  return Object.entries(reasons).find(([, points]) => points.test(point))?.[0]
}
