import { encode } from 'uqr'
import type { ListedName, PetitionDocument } from '../../core/document.ts'
import { isList, type Paragraph, paragraphs, wordsOf } from '../../markdown-reader.ts'
import { drawable, isRightToLeft, missingGlyphs, shortened } from '../../pictures/drawable-text.ts'
import { colours } from '../../pictures/marks.ts'
import {
  FLOOR,
  few,
  type ListLayout,
  many,
  mostLines,
  page,
  poster,
  ROOM,
  statementStyle,
  styles,
} from './page-layout.ts'
import { PdfFile } from './pdf-file.ts'
import { evenLines, linesOf, Pen, type Style } from './pen.ts'
import { Structure, type StructureElement } from './structure.ts'

/** A name in its lines. */
interface SetName {
  /** For screen readers. */
  text: string
  lines: string[]
  /** How many letters of the lines are the name itself. */
  inName: number
}

/** Writes the pages as the names are read: a page that is full is written and forgotten. */
export class PdfWriter {
  readonly #doc: PDFKit.PDFDocument
  readonly #pen: Pen
  readonly #words: PetitionDocument
  readonly #structure: Structure
  #rtl = false
  #list: ListLayout = many
  /** Most names are Arabic or Hebrew: the first column stands on the right. */
  #listRtl = false
  #y: number = page.top
  #column = 0
  /** The names of this page, by column. They are drawn once the page is full or the list ends. */
  #columns: SetName[][] = [[]]
  #pages = 1
  #lettersMissing = false
  #kind: ListedName['kind'] | undefined

  constructor(words: PetitionDocument, write: (chunk: Uint8Array) => void) {
    this.#words = words
    this.#doc = new PdfFile({
      size: 'A4',
      // We place every line ourselves.
      margin: 0,
      lang: words.language,
      displayTitle: true,
      tagged: true,
      pdfVersion: '1.7',
      info: { Title: words.title, Author: words.organiser, Creator: 'Undersigned' },
    })
    this.#doc.on('data', write)
    this.#pen = new Pen(this.#doc)
    this.#structure = new Structure(this.#doc)
    const { title, organiser, addressee = '', texts } = words
    for (const text of [title, organiser, addressee, ...texts.map(({ text }) => text)]) this.#notice(text)
    this.#cover()
    this.#texts()
  }

  /** Takes organisations before people. Only the last batch is small: if the first is, it has all names. */
  add(names: readonly ListedName[]): void {
    if (this.#kind === undefined) {
      if (names.length <= few.most) this.#list = few.layout
      this.#listRtl = names.filter(({ name }) => isRightToLeft(name)).length * 2 > names.length
    }
    for (const name of names) {
      if (name.kind !== this.#kind) this.#beginList(name.kind)
      this.#addName(name)
    }
  }

  /** Resolves once the last byte is written. */
  end(): Promise<void> {
    this.#endList()
    const { lettersMissing } = this.#words
    if (this.#lettersMissing) {
      this.#y += 8
      this.#newPageIfLower(40)
      const lines = linesOf(lettersMissing, styles.foot, ROOM)
      this.#structure.element({ type: 'P', text: lettersMissing, lines: lines.length }, () => {
        for (const line of lines) {
          this.#y += 11
          this.#pen.line(line, this.#edge, this.#y, styles.foot, { fromRight: this.#listRtl })
        }
      })
    }
    this.#foot()
    const ended = new Promise<void>(resolve => this.#doc.once('end', resolve))
    this.#doc.end()
    return ended
  }

  /** The end of the document says whether letters were left out. */
  #notice(text: string): void {
    this.#lettersMissing ||= missingGlyphs(text).length > 0
  }

  #cover(): void {
    const { title, organiser, addressee, count, details, url, accent: colour = colours.accent } = this.#words
    this.#rtl = isRightToLeft(title)
    this.#structure.decoration(() => this.#doc.rect(0, 0, page.width, 12).fill(colour))
    this.#y = 150
    this.#block('P', organiser, styles.organiser)
    if (addressee !== undefined) this.#block('P', addressee, styles.organiser)
    this.#y += 16
    this.#block('H1', title, styles.title, 1.22)
    this.#y += 34
    this.#structure.decoration(() => this.#doc.rect(page.side, this.#y, ROOM, 1).fill(colours.line))
    this.#y += 24
    this.#block('P', count, { ...styles.count, colour })
    this.#y += 6
    for (const detail of details) this.#block('P', detail, styles.detail, 1.5)
    this.#qr(url)
    this.#foot()
  }

  /** Draws some lines as one element. */
  #block(type: 'H1' | 'H2' | 'P', text: string, style: Style, height?: number): void {
    const lines = linesOf(text, style, ROOM)
    this.#structure.element({ type, text, lines: lines.length }, () => {
      for (const line of lines) this.#next(line, style, height)
    })
  }

  /** Draws the code that leads to the petition. */
  #qr(url: string): void {
    const { data, size } = encode(url, { ecc: 'M', border: 0 })
    const width = 96
    const dot = width / size
    const top = FLOOR - width - 20
    const left = this.#rtl ? page.width - page.side - width : page.side
    this.#structure.decoration(() => {
      data.forEach((row, y) => {
        row.forEach((dark, x) => {
          // A little larger than its place, so that no printer leaves a line between two.
          if (dark) this.#doc.rect(left + x * dot, top + y * dot, dot * 1.02, dot * 1.02)
        })
      })
      this.#doc.fill(colours.ink)
    })
    this.#structure.element({ type: 'Link', text: url }, structParent => {
      const x = this.#rtl ? page.width - page.side : left
      this.#pen.line(url, x, FLOOR, styles.detail, { fromRight: this.#rtl })
      const options: PDFKit.Mixins.AnnotationOption & { structParent: StructureElement } = { structParent }
      this.#doc.link(page.side, FLOOR - 12, ROOM, 16, url, options)
    })
  }

  #texts(): void {
    this.#newPage()
    for (const [at, { heading, text, isMarkdown }] of this.#words.texts.entries()) {
      this.#rtl = isRightToLeft(text)
      this.#newPageIfLower(90)
      this.#heading(heading)
      const style = at === 0 ? statementStyle(text) : styles.text
      const all: Paragraph[] = isMarkdown ? paragraphs(text) : [{ runs: [{ text }], depth: 0 }]
      for (const [at, paragraph] of all.entries()) {
        // A heading, as it stands on the page.
        const isStrong = paragraph.runs.every(({ strong }) => strong)
        this.#paragraph(paragraph, isStrong ? { ...style, face: 'serif' } : style)
        this.#y += style.size * (isList(paragraph, all[at + 1]) ? 0.3 : 0.8)
      }
      this.#y += 16
    }
  }

  #paragraph(paragraph: Paragraph, style: Style): void {
    const { mark = '', depth } = paragraph
    const text = wordsOf(paragraph)
    const indent = depth * 1.6 * style.size
    const inLines = style.size === poster ? evenLines : linesOf
    const lines = text.split('\n').flatMap(broken => inLines(broken, style, ROOM - indent))
    const said = mark === '' ? text : `${mark} ${text}`
    const height = style.size > styles.text.size ? 1.35 : 1.55
    const x = (inward: number) => (this.#rtl ? page.width - page.side - inward : page.side + inward)
    this.#structure.element({ type: 'P', text: said, lines: lines.length }, () => {
      for (const [at, line] of lines.entries()) {
        // No page begins or ends with a single line of a longer paragraph.
        const together = lines.length > 1 && (at === 0 || at === lines.length - 2) ? 1 : 0
        this.#newPageIfLower(style.size * (1.8 + together * height))
        this.#y += style.size * height
        if (at === 0 && mark !== '')
          this.#pen.line(mark, x(indent - 1.6 * style.size), this.#y, style, { fromRight: this.#rtl })
        this.#pen.line(line, x(indent), this.#y, style, { fromRight: this.#rtl })
      }
    })
  }

  #beginList(kind: ListedName['kind']): void {
    this.#endList()
    this.#rtl = this.#listRtl
    if (this.#kind === undefined) this.#newPage()
    else {
      this.#y += 20
      this.#newPageIfLower(120)
    }
    this.#kind = kind
    const { organisationsHeading, peopleHeading, note } = this.#words
    this.#heading(kind === 'organisation' ? organisationsHeading : peopleHeading)
    if (kind === 'person' && note !== undefined) {
      this.#block('P', note, styles.detail, 1.4)
      this.#y += 8
    }
    this.#structure.beginList()
  }

  /** Its columns end level: the next heading stands right below them, and no page ends with one long column. */
  #endList(): void {
    const names = this.#columns.flat()
    if (names.length > 0) {
      const { columns } = this.#list
      let room = names.reduce((sum, name) => sum + this.#heightOf(name), 0) / columns
      while (this.#inColumns(names, room).length > columns) room += 1
      this.#columns = this.#inColumns(names, room)
      this.#drawColumns()
    }
    this.#structure.endList()
  }

  /** Each column is full before the next begins. */
  #inColumns(names: readonly SetName[], room: number): SetName[][] {
    const columns: SetName[][] = [[]]
    let filled = 0
    for (const name of names) {
      const height = this.#heightOf(name)
      if (filled > 0 && filled + height - this.#list.below > room) {
        columns.push([])
        filled = 0
      }
      columns.at(-1)?.push(name)
      filled += height
    }
    return columns
  }

  #heightOf({ lines }: SetName): number {
    return lines.length * this.#list.line + this.#list.below
  }

  #drawColumns(): void {
    const top = this.#y
    let bottom = top
    for (const [at, names] of this.#columns.entries()) {
      this.#column = at
      this.#y = top
      for (const name of names) this.#drawName(name)
      bottom = Math.max(bottom, this.#y)
    }
    this.#columns = [[]]
    this.#column = 0
    this.#y = bottom
  }

  #addName({ name, more }: ListedName): void {
    this.#notice(`${name} ${more ?? ''}`)
    const whole = drawable(name)
    const said = more === undefined ? whole : `${whole}, ${drawable(more)}`
    const style = { ...styles.name, size: this.#list.size }
    const set = {
      text: more === undefined ? name : `${name}, ${more}`,
      lines: linesOf(said, style, this.#columnWidth, mostLines),
      inName: whole.length,
    }
    const fits = () => {
      const above = this.#columns.at(-1)?.reduce((sum, other) => sum + this.#heightOf(other), 0) ?? 0
      return this.#y + above + this.#heightOf(set) - this.#list.below <= FLOOR
    }
    while (!fits() && this.#columns.length < this.#list.columns) this.#columns.push([])
    if (!fits()) {
      this.#drawColumns()
      this.#newPage()
    }
    this.#columns.at(-1)?.push(set)
  }

  /** Draws the name in ink, and the rest in grey on the same lines. */
  #drawName({ text, lines, inName: letters }: SetName): void {
    const { size, line: height, below } = this.#list
    const style = { ...styles.name, size }
    let inName = letters
    this.#structure.element({ type: 'LI', text, lines: lines.length }, () => {
      for (const [at, line] of lines.entries()) {
        this.#y += height
        const fromRight = this.#listRtl
        const onwards = fromRight ? -1 : 1
        const edge = this.#edge + (at === 0 ? 0 : onwards * size * 0.85)
        const head = inName >= line.length ? line : line.slice(0, Math.max(0, inName))
        inName -= line.length + 1
        // Each in its own direction: an Arabic name stands before its English occupation.
        const width = head === '' ? 0 : this.#pen.line(head, edge, this.#y, style, { fromRight })
        if (head !== line)
          this.#pen.line(
            line.slice(head.length),
            edge + onwards * width,
            this.#y,
            { ...styles.more, size },
            { fromRight, rtl: fromRight },
          )
      }
    })
    this.#y += below
  }

  get #columnWidth(): number {
    const { columns, gap } = this.#list
    return (ROOM - (columns - 1) * gap) / columns
  }

  /** The left edge of the lines of this column. */
  get #edge(): number {
    const inwards = page.side + this.#column * (this.#columnWidth + this.#list.gap)
    return this.#listRtl ? page.width - inwards : inwards
  }

  #newPage(): void {
    this.#structure.pageEnds()
    if (this.#pages > 1 || this.#kind !== undefined) this.#foot()
    this.#doc.addPage({ size: 'A4', margin: 0 })
    this.#structure.pageBegins()
    this.#pages += 1
    this.#y = page.top
  }

  #newPageIfLower(room: number): void {
    if (this.#y + room > FLOOR) this.#newPage()
  }

  #foot(): void {
    if (this.#pages === 1) return
    const y = page.height - 34
    const title = shortened(drawable(this.#words.title), ROOM * 0.8, { size: styles.foot.size })
    this.#structure.decoration(() => {
      this.#pen.line(title, page.side, y, styles.foot)
      this.#pen.line(`${this.#words.page} ${this.#pages}`, page.width - page.side, y, styles.foot, {
        fromRight: true,
      })
    })
  }

  #heading(text: string): void {
    this.#block('H2', text, styles.heading, 1.3)
    this.#y += 10
  }

  /** The next line of the page, at the side where its text begins. */
  #next(text: string, style: Style, height = 1.3): void {
    this.#y += style.size * height
    this.#pen.line(text, this.#rtl ? page.width - page.side : page.side, this.#y, style, {
      fromRight: this.#rtl,
    })
  }
}
