/** Characters that set the direction of the text after them. Arabic and Hebrew need none: their letters have a direction of their own. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g
const controls = /[^\P{Cc}\n\t]/gu

/** Removes control characters and explicit directions. Every line break becomes `\n`. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replace(directions, '')
}
