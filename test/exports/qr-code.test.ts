/** The QR codes of a petition lead to its page: another program reads them as they are drawn. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ListedName, PetitionDocument } from '../../src/core/document.ts'
import { writePdf } from '../../src/exports/pdf/petition-pdf.ts'
import { pngOf } from '../../src/pictures/png-of.ts'
import { openPages } from '../adapters/web/open-pages.ts'
import { fairTraining, paintedCore } from '../adapters/web/painted-core.ts'
import { needs } from '../support/needs.ts'

const has = (program: string, versionOption: string) => spawnSync(program, [versionOption]).status === 0
const here = [
  needs('ZBar (zbar-tools)', has('zbarimg', '--version')),
  needs('Poppler (poppler-utils)', has('pdftoppm', '-v')),
].every(Boolean)

/** As long as a slug can be, in an address with a path of that length. */
const slug = `${'fair-training-'.repeat(4)}2026`

describe.skipIf(!here)('a QR code, read by ZBar (needs zbar-tools and poppler-utils)', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undersigned-qr-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const read = (picture: string) =>
    spawnSync('zbarimg', ['--quiet', '--raw', picture], { encoding: 'utf8' }).stdout.trim()

  const draw = async (svg: string) => {
    const picture = join(folder, 'code.png')
    await writeFile(picture, await pngOf(svg))
    return picture
  }

  it('leads from the picture to the page, and from a torn picture nowhere', async () => {
    const { url } = await openPages(paintedCore({ petition: { ...fairTraining, slug } }))
    const svg = await (await fetch(`${url}/p/${slug}/qr.svg`)).text()
    expect(read(await draw(svg))).toBe(`https://undersigned.example/p/${slug}`)
    const torn = svg.replace('</svg>', '<rect fill="white" width="200" height="200"/></svg>')
    expect(torn).not.toBe(svg)
    expect(read(await draw(torn))).toBe('')
  })

  it('leads from the cover of the PDF to the page', async () => {
    const document: PetitionDocument = {
      language: 'en',
      title: 'Fair training',
      organiser: 'The Society of Tiny Publishers',
      count: '1 signature',
      details: ['As of 29 November 2026 at 10:20 UTC'],
      url: `https://sign.example.org/p/${slug}`,
      texts: [{ heading: 'The statement', text: 'One sentence.' }],
      organisationsHeading: 'Organisations',
      peopleHeading: 'People',
      lettersMissing: 'Letters are missing.',
      page: 'Page',
    }
    async function* listed(): AsyncGenerator<ListedName> {
      yield { kind: 'person', name: 'Ada Lovelace' }
    }
    const pdf = join(folder, 'list.pdf')
    await writeFile(pdf, writePdf(document, listed()))
    spawnSync('pdftoppm', ['-r', '100', '-png', pdf, join(folder, 'page')])
    expect(read(join(folder, 'page-1.png'))).toBe(document.url)
    expect(read(join(folder, 'page-2.png'))).toBe('')
  })
})
