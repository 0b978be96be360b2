/** docs/reliability.md: each program writes its figures between its own marks. */
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { busyShare } from '../bench/report/busy.ts'

const file = new URL('../docs/reliability.md', import.meta.url)

/** Replaces what stands between the marks of this name. @throws Error if they are not there, each once and in order */
export function between(text: string, name: string, figuresAfter: (before: string) => string): string {
  const [begin, end] = [`<!-- ${name}: written by \`npm run ${name}\` -->`, `<!-- end of ${name} -->`]
  const [before, inside, ...more] = text.split(begin)
  const [, after, ...rest] = inside?.split(end) ?? []
  if (before === undefined || after === undefined || more.length > 0 || rest.length > 0)
    throw new Error(`the marks of ${name} are not there once each, in order`)
  return `${before}${begin}\n\n${figuresAfter(inside?.split(end)[0] ?? '')}\n\n${end}${after}`
}

/** `figures`: may keep some of what stands there. */
export async function writeReport(name: string, figures: (before: string) => string): Promise<void> {
  await writeFile(file, between(await readFile(file, 'utf8'), name, figures))
}

/** The date and the machine, and how busy it was. */
export async function machine(): Promise<string> {
  const busy = ((await busyShare()) * 100).toFixed(0)
  const day = new Date().toISOString().slice(0, 10)
  return `${day}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${busy} % busy with other work, Node ${process.versions.node}`
}
