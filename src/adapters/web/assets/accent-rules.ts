import { type Accent, accentOn } from '../../../core/page-contract.ts'

/** The rules that put the colour into the style. */
export function accentRules(accent: string): string {
  const [light, dark] = [accentOn(accent, 'light'), accentOn(accent, 'dark')]
  return `:root{${rulesOf(light)}}@media (prefers-color-scheme:dark){:root{${rulesOf(dark)}}}@media print{:root{--accent:#000}}`
}

function rulesOf({ accent, strong, on }: Accent): string {
  return `--accent:${accent};--accent-strong:${strong};--on-accent:${on}`
}
