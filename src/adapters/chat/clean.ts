/** Explicit directions reach beyond the words they stand in; the letters of Arabic and Hebrew carry their own. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g
const controls = /[^\P{Cc}\n\t]/gu

/** Removes what no reader sees and what turns the line around; every line break becomes `\n`. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replace(directions, '')
}
