import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ListedName, PetitionDocument } from '../../src/core/document.ts'
import { ROOM, statementStyle } from '../../src/exports/pdf/page-layout.ts'
import { pdfPress } from '../../src/exports/pdf/pdf-press.ts'
import { evenLines, linesOf } from '../../src/exports/pdf/pen.ts'
import { writePdf } from '../../src/exports/pdf/petition-pdf.ts'
import { visualRuns } from '../../src/exports/pdf/runs.ts'
import { PdfWriter } from '../../src/exports/pdf/write-pdf.ts'

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

async function written(names: AsyncIterable<ListedName>, of = document): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writePdf(of, names)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The same without a thread, each start of which takes a third of a second of the processor's time. */
async function set(names: ListedName[], of = document): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const writer = new PdfWriter(of, chunk => chunks.push(chunk))
  if (names.length > 0) writer.add(names)
  await writer.end()
  return Buffer.concat(chunks)
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

const sixty = written(listed(60))

describe('the list as a PDF', () => {
  it('has a cover, the text on as many pages as it needs, and names of every script', async () => {
    const bytes = await sixty
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

  it('escapes the title and the organiser in its metadata, and not in its information', async () => {
    const bytes = await set([], { ...document, title: 'Arts & <i>Crafts', organiser: 'You & I' })
    const xmp = /<x:xmpmeta.*<\/x:xmpmeta>/s.exec(bytes.toString('utf8'))?.[0]
    expect(xmp).toContain('>Arts &amp; &lt;i&gt;Crafts</rdf:li>')
    expect(xmp).toContain('>You &amp; I</rdf:li>')
    expect(bytes.toString('latin1')).toContain('(Arts & <i>Crafts)')
  })

  /** The drawing of the last page of a short document with these names. */
  const listPage = async (names: ListedName[]) => {
    const short = { ...document, texts: [{ heading: 'The statement', text: 'One sentence.' }] }
    const drawings = streams(await set(names, short)).filter(stream => stream.includes('BDC'))
    return drawings.at(-1) ?? ''
  }

  it('sets few names large, and begins a list of Arabic names on the right', async () => {
    const listOf = async (names: string[]) => {
      const drawing = await listPage(names.map(name => ({ kind: 'person', name })))
      const lefts = [...drawing.matchAll(/1 0 0 1 (\S+) \S+ Tm/g)].map(([, x]) => Number(x))
      return { isLarge: / 12 Tf/.test(drawing), onTheRight: lefts.filter(x => x > 300).length }
    }
    // The second column and the number of the page stand on the right.
    expect(await listOf(['Ada Lovelace', 'Chika'])).toEqual({ isLarge: true, onTheRight: 2 })
    expect((await listOf(Array(60).fill('Ada Lovelace'))).isLarge).toBe(false)
    expect((await listOf(['نجيب محفوظ', 'نور حدّاد', 'Ada'])).onTheRight).toBeGreaterThan(3)
  })

  it('sets a list in columns that end level, with the next list right below it', async () => {
    const named = (kind: ListedName['kind'], name: string, many: number) =>
      Array.from({ length: many }, (_, at) => ({ kind, name: `${name} ${at + 1}` }))
    const names = [...named('organisation', 'Guild', 40), ...named('person', 'Ada', 5)]
    const short = { ...document, texts: [{ heading: 'The statement', text: 'One sentence.' }] }
    const bytes = await set(names, short)
    expect(pagesIn(bytes)).toBe(3)
    const drawing = streams(bytes)
      .filter(stream => stream.includes('BDC'))
      .at(-1)
    const tops = [...(drawing ?? '').matchAll(/1 0 0 1 (\S+) (\S+) Tm\s+\S+ 8\.2 Tf/g)].map(([, x, y]) => ({
      x: Number(x),
      y: Number(y),
    }))
    const columns = Map.groupBy(tops, ({ x }) => x)
    expect([...columns.values()].map(({ length }) => length)).toEqual([16, 16, 13])
  })

  it('leaves no line of a paragraph alone on a page', async () => {
    const text = Array(40).fill('word '.repeat(45)).join('\n\n')
    const bytes = await set([], {
      ...document,
      texts: [{ heading: 'The statement', text, isMarkdown: true }],
    })
    const lines = streams(bytes)
      .filter(stream => stream.includes('BDC'))
      .map(drawing => drawing.match(/ 11\.5 Tf/g)?.length ?? 0)
    expect(lines.reduce((sum, each) => sum + each, 0)).toBe(120)
    // Each paragraph has three.
    expect(lines.filter(each => each % 3 > 0)).toEqual([])
  })

  it('sets a statement of one sentence in lines of about the same length', () => {
    const text =
      'The unlicensed use of creative works for training generative AI is a major, unjust threat to the livelihoods of the people behind those works, and must not be permitted.'
    const style = statementStyle(text)
    const lines = evenLines(text, style, ROOM)
    expect(linesOf(text, style, ROOM).at(-1)).toBe('permitted.')
    expect(lines.at(-1)?.split(' ').length).toBeGreaterThan(2)
    expect(lines).toHaveLength(linesOf(text, style, ROOM).length)
    expect(lines.join(' ')).toBe(text)
    // A word that fits is not broken, and one that does not fit is broken as before.
    const long = `${'W'.repeat(20)} ab`
    expect(evenLines(long, style, ROOM)).toEqual(linesOf(long, style, ROOM))
  })

  it('says that letters were left out, of a name or of the statement', async () => {
    const says = async (text: string, name: string) => {
      // Arabic is not drawn as it is read: its text stands beside it.
      const lettersMissing = 'حروف'
      const texts = [{ heading: 'The statement', text }]
      const bytes = await set([{ kind: 'person', name }], { ...document, texts, lettersMissing })
      return bytes.includes(Buffer.from(lettersMissing, 'utf16le').swap16())
    }
    expect(await says('A library for all.', 'Ada Lovelace')).toBe(false)
    expect(await says('A library for all. 🎉', 'Ada Lovelace')).toBe(false)
    expect(await says('A library for all.', '𓀀𓁐')).toBe(true)
    expect(await says('ཀུན་དགའ', 'Ada Lovelace')).toBe(true)
  })

  it('breaks a statement without spaces between words, and a word wider than the line between letters', () => {
    const style = statementStyle('')
    const thai = 'ทุกเมืองต้องมีห้องสมุดสาธารณะที่เปิดให้ทุกคนเข้าใช้โดยไม่เสียค่าใช้จ่าย'
    const words = [...new Intl.Segmenter('th', { granularity: 'word' }).segment(thai)].map(
      ({ segment }) => segment,
    )
    for (const room of [120, 200, 333]) {
      const lines = linesOf(thai, style, room)
      expect(lines.join('')).toBe(thai)
      const ends = lines.map((_, at) => lines.slice(0, at + 1).join('').length)
      const between = new Set(words.map((_, at) => words.slice(0, at + 1).join('').length))
      expect(ends.filter(end => !between.has(end))).toEqual([])
    }
    const marked = 'x\u0323\u0302'.repeat(200)
    const lines = linesOf(marked, style, 200)
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(line).toMatch(/^\P{M}/u)
  })

  it('has the longest name, occupation and organisation whole', async () => {
    const lines = async (words: number) =>
      (
        await listPage([
          { kind: 'organisation', name: `${'Guild '.repeat(25)}of Makers`, more: 'word '.repeat(words) },
        ])
      ).match(/TJ/g)?.length ?? 0
    expect((await lines(60)) - (await lines(40))).toBeGreaterThan(1)
  })

  it('is written while the names are read', async () => {
    let read = 0
    const counting = async function* () {
      for await (const name of listed(2_000)) {
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
    expect(readAt.length).toBeGreaterThan(3)
    // What was written before the end is most of the pages.
    expect(pagesIn(Buffer.concat(chunks))).toBeGreaterThan(10)
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
    const bytes = await written((async function* (): AsyncGenerator<ListedName> {})())
    expect(pagesIn(bytes)).toBeGreaterThanOrEqual(2)
    expect(bytes.toString('latin1')).not.toContain('NotoSans')
  })
})

describe('what a screen reader finds in the PDF', () => {
  it('is a title, headings, paragraphs and a list of names, with their text where it is not drawn as it is read', async () => {
    const names: ListedName[] = [
      { kind: 'organisation', name: 'Tiny Publishers', more: 'domain checked: tiny.example' },
      ...['Ada Lovelace', 'نجيب محفوظ', 'Bo Diddley'].map(name => ({ kind: 'person' as const, name })),
    ]
    const bytes = await set(names, { ...document, addressee: 'To Parliament', language: 'en-GB' })
    const text = bytes.toString('latin1')
    expect(text).toMatch(/\/Marked true/)
    expect(text).toContain('/Lang (en-GB)')
    expect(text).toContain('(Fair training: no works without consent)')
    expect(text).toContain('/DisplayDocTitle true')
    const count = (type: string) => text.match(new RegExp(`/S /${type}\\b`, 'g'))?.length ?? 0
    expect(['Document', 'H1', 'H2', 'L', 'LI', 'LBody', 'Link'].map(count)).toEqual([1, 1, 3, 2, 4, 4, 1])
    // Of a long paragraph, and of the Arabic name, but of no other name.
    const arabic = Buffer.from('\ufeffنجي', 'utf16le').swap16()
    expect(bytes.includes(Buffer.concat([Buffer.from('/ActualText ('), arabic]))).toBe(true)
    expect(text).not.toContain('/ActualText (Ada')
    // A paragraph that goes on on the next page is one element.
    expect(text).toMatch(/\/Type \/MCR/)
  })

  it('has no line without an element: all drawing is marked, as text or as decoration', async () => {
    const bytes = await sixty
    const drawings = streams(bytes).filter(stream => stream.includes(' Tm'))
    expect(drawings.length).toBeGreaterThan(2)
    for (const drawing of drawings) {
      let depth = 0
      for (const word of drawing.split(/\s+/)) {
        if (word === 'BDC' || word === 'BMC') depth += 1
        else if (word === 'EMC') depth -= 1
        else if (word === 'TJ' || word === 'f') expect(depth).toBe(1)
      }
      expect(depth).toBe(0)
    }
  })
})

describe('PDFs that are asked for at once', () => {
  it('are set two at a time: a third waits for its turn, also if the first is broken off', async () => {
    const begun: number[] = []
    async function* write(...[{ count }]: Parameters<typeof writePdf>) {
      begun.push(Number(count))
      yield new Uint8Array(1)
      yield new Uint8Array(1)
    }
    const press = pdfPress(write, 2)
    const ask = (count: number) => press.write({ ...document, count: `${count}` }, listed(0))
    const [first, second, third] = [ask(1), ask(2), ask(3)]
    await first.next()
    expect(press.isBusy()).toBe(false)
    await second.next()
    expect(press.isBusy()).toBe(true)
    const waits = third.next()
    await second.next()
    expect(begun).toEqual([1, 2])
    await first.return(undefined)
    await waits
    expect([begun, press.isBusy()]).toEqual([[1, 2, 3], true])
    for (const one of [second, third]) for await (const _ of one);
    expect(press.isBusy()).toBe(false)
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
