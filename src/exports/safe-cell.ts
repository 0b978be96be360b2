/** What Excel puts into one cell; more spills into cells and rows of its own. */
const LONGEST_CELL = 32_767

/**
 * What makes a spreadsheet calculate, in the shapes it takes for the same: full-width, small, superscript, the minus sign.
 */
const STARTS = '=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−'
/** What some spreadsheets skip before they look: spaces, what is not seen, and quotation marks. */
const SKIPPED = '[\\s\\p{Z}\\p{C}"\'`´‘’“”«»]*'

const formula = new RegExp(`^(?=${SKIPPED}[${STARTS}])`, 'u')
/** Where the list separator is a semicolon, as in French, Excel cuts at it within our quotes too: a cell begins there. */
const hiddenFormula = new RegExp(`([,;|])(?=${SKIPPED}[${STARTS}])`, 'gu')
/** No cell of ours has lines; in one, a formula could begin at a second line, and NUL ends a text. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu

/**
 * The text as a cell that shows it and never runs it: an apostrophe goes before whatever a spreadsheet would take for a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection). csv-stringify's `escape_formulas` looks at the first character
 * only: not behind a space or a semicolon, nor at a line feed.
 */
export function safeCell(text: string): string {
  const safe = text
    .slice(0, 2 * LONGEST_CELL)
    .replace(CONTROLS, ' ')
    .replace(hiddenFormula, "$1'")
    .replace(formula, "'")
  if (safe.length <= LONGEST_CELL) return safe
  // Not through the middle of a character.
  return `${safe.slice(0, LONGEST_CELL - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
