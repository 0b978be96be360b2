/** Strict on purpose: refuses, beside the field, any mailbox that the email adapter might refuse later. */
export function isMailbox(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]+\.[^\s@<>()[\]\\,;:"\p{C}.]{2,}$/u.test(text) &&
    !/\.\.|\.@|^\./.test(text)
  )
}
