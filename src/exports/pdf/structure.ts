/**
 * The structure that screen readers read (ISO 32000-1, 14.8): an element for each title, paragraph and name, in their order. The rest is
 * decoration. An element is written as soon as it ends; only its place in the tree is kept.
 */
type Type = 'H1' | 'H2' | 'P' | 'Link' | 'LI'

/**
 * Text in these scripts is stored as people read it. Other scripts are stored in the order of drawing, or change the shape of their letters, and
 * several lines have no space between them: such an element gets its text a second time, as it is read.
 */
const readAsDrawn =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\P{L}]*$/u

export type StructureElement = PDFKit.PDFStructureElement

export class Structure {
  readonly #doc: PDFKit.PDFDocument
  readonly #root: StructureElement
  /** New elements go into it: the document, or a list. */
  #parent: StructureElement
  /** The element that is being drawn; a paragraph may go on on the next page. */
  #open: { type: string; element: StructureElement } | undefined

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc
    this.#root = doc.struct('Document')
    doc.addStructure(this.#root)
    this.#parent = this.#root
  }

  /** Everything that `draw` draws, on so many `lines`, is one element. */
  element(
    { type, text, lines = 1 }: { type: Type; text: string; lines?: number },
    draw: (element: StructureElement) => void,
  ): void {
    const isDrawnAsRead = lines === 1 && readAsDrawn.test(text)
    const outer = this.#doc.struct(type, isDrawnAsRead ? {} : { actual: text })
    this.#parent.add(outer)
    const element = type === 'LI' ? this.#doc.struct('LBody') : outer
    if (element !== outer) outer.add(element)
    this.#open = { type: type === 'LI' ? 'LBody' : type, element }
    this.pageBegins()
    draw(element)
    this.pageEnds()
    this.#open = undefined
    outer.end()
  }

  /** Begins a list: the names that follow are its items. */
  beginList(): void {
    this.endList()
    this.#parent = this.#doc.struct('L')
    this.#root.add(this.#parent)
  }

  endList(): void {
    if (this.#parent !== this.#root) this.#parent.end()
    this.#parent = this.#root
  }

  /** Not read out: lines, colours, the foot of each page. */
  decoration(draw: () => void): void {
    this.#doc.markContent('Artifact')
    draw()
    this.#doc.endMarkedContent()
  }

  pageEnds(): void {
    if (this.#open !== undefined) this.#doc.endMarkedContent()
  }

  pageBegins(): void {
    this.#open?.element.add(this.#doc.markStructureContent(this.#open.type))
  }
}
