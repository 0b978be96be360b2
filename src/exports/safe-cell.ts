/** Excel's limit for one cell. Longer text spills into more cells and rows. */
const LONGEST_CELL = 32_767

/** Characters that start a formula, and the look-alikes that spreadsheets accept: full-width, small, superscript, the minus sign. */
const STARTS = '=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−'
/** Some spreadsheets skip these before they look for a formula: spaces, invisible characters and quotation marks. */
const SKIPPED = '[\\s\\p{Z}\\p{C}"\'`´‘’“”«»]*'

const formula = new RegExp(`^(?=${SKIPPED}[${STARTS}])`, 'u')
/** If the list separator is a semicolon, as in French, Excel splits at it even inside our quotes: a cell begins there. */
const hiddenFormula = new RegExp(`([,;|])(?=${SKIPPED}[${STARTS}])`, 'gu')
/** Our cells have no line breaks: a formula could begin on a second line. NUL would end the text. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu

/**
 * Returns the text as a cell that a spreadsheet shows and never runs: an apostrophe goes before anything it would take for a
 * formula (https://owasp.org/www-community/attacks/CSV_Injection). csv-stringify's `escape_formulas` is not enough: it looks
 * only at the first character, not after a space or a semicolon, and misses the line feed.
 */
export function safeCell(text: string): string {
  const safe = text
    .slice(0, 2 * LONGEST_CELL)
    .replace(CONTROLS, ' ')
    .replace(hiddenFormula, "$1'")
    .replace(formula, "'")
  if (safe.length <= LONGEST_CELL) return safe
  // Removes half a character at the end.
  return `${safe.slice(0, LONGEST_CELL - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
