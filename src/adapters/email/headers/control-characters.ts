// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]+/g

/**
 * Control characters and line separators become one space, so that nothing of a mail can split a header, a log line
 * or a row. The tab stays.
 */
export function withoutControls(text: string): string {
  return text.replace(CONTROL, ' ')
}
