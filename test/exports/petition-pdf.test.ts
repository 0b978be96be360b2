import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ListedName, PetitionDocument } from '../../src/core/document.ts'
import { writePdf } from '../../src/exports/pdf/petition-pdf.ts'
import { visualRuns } from '../../src/exports/pdf/runs.ts'

const document: PetitionDocument = {
  language: 'en',
  title: 'Fair training: no works without consent',
  organiser: 'The Society of Tiny Publishers',
  count: '4 signatures',
  details: ['As of 29 November 2026 at 10:20 UTC'],
  url: 'https://sign.example.org/p/fair-training',
  texts: [
    { heading: 'The statement', text: `First paragraph.\n\n${'word '.repeat(900)}\n\n${'x'.repeat(900)}` },
  ],
  organisationsHeading: 'Organisations',
  peopleHeading: 'People',
  lettersMissing: 'Letters are missing.',
  page: 'Page',
}

const everyScript = [
  'Ada Lovelace',
  'نجيب محفوظ',
  'دוד נחמיאס',
  '村上 春樹',
  '张伟',
  '김철수',
  'अमित कुमार',
  // fontkit 2.0.4 throws at this name.
  'വൈക്കം മുഹമ്മദ് ബഷീർ',
  'สมชาย ใจดี',
  'អក្សរខ្មែរ',
  'အောင်ဆန်း',
  'මාර්ටින්',
  '<script>alert(1)</script>',
  '(𓀀𓁐) \u202Eevil',
  'A'.repeat(100),
]

async function* listed(count: number): AsyncGenerator<ListedName> {
  yield { kind: 'organisation', name: 'Tiny Publishers', more: 'represented by Eve Moss' }
  for (let at = 0; at < count; at += 1) {
    const name = everyScript[at % everyScript.length] ?? ''
    yield at % 2 === 0 ? { kind: 'person', name } : { kind: 'person', name, more: 'كاتب, poet' }
  }
}

async function written(names: AsyncIterable<ListedName>, of = document) {
  const chunks: Uint8Array[] = []
  for await (const chunk of writePdf(of, names)) chunks.push(chunk)
  return { bytes: Buffer.concat(chunks), chunks: chunks.length }
}

/** The drawing of each page. */
function streams(pdf: Buffer): string[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/stream\n/g)].flatMap(({ index }) => {
    const from = index + 'stream\n'.length
    try {
      return [inflateSync(pdf.subarray(from, text.indexOf('\nendstream', from))).toString('latin1')]
    } catch {
      return []
    }
  })
}

const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

describe('the list as a PDF', () => {
  it('has a cover, the text on as many pages as it needs, and names of every script', async () => {
    const { bytes } = await written(listed(60))
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true)
    expect(pagesIn(bytes)).toBeGreaterThanOrEqual(4)
    const text = bytes.toString('latin1')
    for (const font of [
      'DejaVuSansCondensed',
      'NotoSansJP',
      'NotoSansKR',
      'NotoSansMalayalam',
      'NotoSansThai',
    ])
      expect(text, font).toContain(font)
    // The title in the file's own information, and a link to the petition.
    expect(text).toContain('/URI (https://sign.example.org/p/fair-training)')
    expect(streams(bytes).filter(stream => stream.includes(' Tm')).length).toBeGreaterThan(2)
  })

  it('is written while the names are read', async () => {
    let read = 0
    const counting = async function* () {
      for await (const name of listed(3_000)) {
        read += 1
        yield name
      }
    }
    const readAt: number[] = []
    const chunks: Uint8Array[] = []
    for await (const chunk of writePdf(document, counting())) {
      readAt.push(read)
      chunks.push(chunk)
    }
    expect(readAt[0]).toBe(500)
    expect(readAt.length).toBeGreaterThan(5)
    // What was written before the end is most of the pages.
    expect(pagesIn(Buffer.concat(chunks))).toBeGreaterThan(15)
  })

  it('ends its thread if nobody reads on', async () => {
    for await (const chunk of writePdf(document, listed(2_000))) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
  })

  it('breaks off visibly if the names do', async () => {
    const failing = async function* (): AsyncGenerator<ListedName> {
      yield { kind: 'person', name: 'Ada' }
      throw new Error('the database is away')
    }
    await expect(written(failing())).rejects.toThrow('the database is away')
  })

  it('has no list if only the number is public', async () => {
    const { bytes } = await written((async function* (): AsyncGenerator<ListedName> {})())
    expect(pagesIn(bytes)).toBeGreaterThanOrEqual(2)
    expect(bytes.toString('latin1')).not.toContain('NotoSans')
  })
})

describe('a line of several directions', () => {
  const shown = (line: string, rtl?: boolean) =>
    visualRuns(line, 'regular', rtl).map(({ text }) => text.trim())

  it('stands in the order in which it is read', () => {
    expect(shown('Ada, poet')).toEqual(['Ada, poet'])
    // Base right to left: the Latin part stands on the left.
    expect(shown('محمد Smith')).toEqual(['Smith', 'محمد'])
    expect(shown('Smith محمد Jones')).toEqual(['Smith', 'محمد', 'Jones'])
    expect(shown(', كاتب', false)).toEqual([',', 'كاتب'])
    expect(visualRuns('شارع 12', 'regular').map(({ rtl }) => rtl)).toEqual([false, true])
  })

  it('is shaped: Arabic letters join', () => {
    const ids = (text: string) =>
      visualRuns(text, 'regular').flatMap(({ glyphs }) => glyphs.map(({ id }) => id))
    expect(ids('ببب')).not.toEqual([...ids('ب'), ...ids('ب'), ...ids('ب')])
  })
})
