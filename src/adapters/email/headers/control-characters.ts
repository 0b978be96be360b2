// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]+/g

/** Turns control characters and line separators into a space: nothing of an email may split a header, a log line or a row. Keeps tabs. */
export function withoutControls(text: string): string {
  return text.replace(CONTROL, ' ')
}
