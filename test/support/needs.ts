/**
 * For `describe.skipIf(!needs('Dovecot', dovecotIsHere))`: whether a part of the machine is here. With CI=true a
 * missing part fails the file instead, so that no story with real parts is skipped there.
 */
export function needs(part: string, isHere: boolean): boolean {
  if (!isHere && process.env.CI === 'true')
    throw new Error(`${part} is missing; with CI=true nothing is skipped`)
  return isHere
}
