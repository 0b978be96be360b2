import { parseSync } from 'oxc-parser'

/** A function with more parameters than this gets an object: `Turn` in core. */
const mostParameters = 4

/** One line for each declaration, arrow, method or type of a function with too many parameters; empty if all is well. */
export function longParameterLists(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed`)
  const found: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk)
    else if (typeof node === 'object' && node !== null) {
      const isTypes = 'type' in node && /^TSTypeParameter/.test(String(node.type))
      if (!isTypes && 'params' in node && Array.isArray(node.params) && node.params.length > mostParameters) {
        const start = 'start' in node && typeof node.start === 'number' ? node.start : 0
        const line = source.slice(0, start).split('\n').length
        found.push(`${file}:${line} takes ${node.params.length} parameters`)
      }
      Object.values(node).forEach(walk)
    }
  }
  walk(program)
  return found
}
