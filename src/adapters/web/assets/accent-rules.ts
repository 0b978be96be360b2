import { type Accent, accentOn } from '../../../core/page-contract.ts'

/** The rules that put the colour into the style. `auto`: as light or as dark as the reader's other programs. */
export function accentRules(accent: string, look: 'light' | 'dark' | 'auto' = 'auto'): string {
  if (look !== 'auto') return `:root{${rulesOf(accentOn(accent, look))}}`
  const [light, dark] = [accentOn(accent, 'light'), accentOn(accent, 'dark')]
  return `:root{${rulesOf(light)}}@media screen and (prefers-color-scheme:dark){:root{${rulesOf(dark)}}}@media print{:root{--accent:#000}}`
}

function rulesOf({ accent, strong, on }: Accent): string {
  return `--accent:${accent};--accent-strong:${strong};--on-accent:${on}`
}
