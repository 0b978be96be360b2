/**
 * Collects text into lines as a reader sees them. Quoted lines begin with `> `. The open line is kept in pieces, because reading the end of
 * a growing string copies it each time: a megabyte of `<` took minutes.
 */
export class TextLines {
  private readonly lines: string[] = []
  private pieces: string[] = []
  private blank = true
  private endsInSpace = true
  private depth = 0
  private owesBlank = false
  private owesBar = false

  quote(change: 1 | -1): void {
    this.endBlock(true)
    this.depth += change
  }

  text(text: string, preformatted: boolean): void {
    if (preformatted) {
      const [first = '', ...rest] = text.split('\n')
      this.append(first)
      for (const piece of rest) {
        this.newLine()
        this.append(piece)
      }
      return
    }
    const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ')
    this.append(this.endsInSpace ? collapsed.replace(/^ /, '') : collapsed)
  }

  newLine(): void {
    const line = this.pieces.join('')
    this.pieces = []
    this.blank = true
    this.endsInSpace = true
    this.push(line)
  }

  endBlock(spaced: boolean): void {
    if (this.blank) {
      this.pieces = []
      this.endsInSpace = true
    } else this.newLine()
    if (spaced) this.owesBlank = true
  }

  /** Another cell of a table's row: "Name | Ada Lovelace". Empty cells leave no mark. */
  cell(): void {
    this.owesBar = !this.blank
  }

  rule(): void {
    this.endBlock(false)
    this.push('________________________________')
  }

  signature(): void {
    this.endBlock(false)
    this.push('--')
  }

  finish(): string {
    this.endBlock(false)
    return this.lines.join('\n')
  }

  private append(text: string): void {
    if (text === '') return
    const blank = text.trim() === ''
    if (this.owesBlank && !blank) {
      if (this.lines.length > 0 && this.lines.at(-1) !== '') this.lines.push('')
      this.owesBlank = false
    }
    if (this.owesBar && !blank) {
      if (!this.blank) this.pieces.push(this.endsInSpace ? '| ' : ' | ')
      this.owesBar = false
    }
    this.pieces.push(text)
    this.blank &&= blank
    this.endsInSpace = text.endsWith(' ')
  }

  private push(line: string): void {
    const trimmed = line.trimEnd()
    // "-- " is a signature mark only with its space.
    const kept = trimmed === '--' ? '-- ' : trimmed
    this.lines.push(this.depth > 0 ? `> ${kept}` : kept)
  }
}
