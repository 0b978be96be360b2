/** Reads the text after a slash command, which Slack hands over with its own markup (docs, should_escape). */

export interface Typed {
  words: string
  /** The first person mentioned. */
  mentioned?: { userId: string; name: string }
}

const mention = /<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>/g
const address = /<mailto:([^|<>]+)(?:\|([^<>]*))?>/g
/** `#` names a channel, `!` a group or a date; the text behind the bar is what members see. */
const channel = /<#[A-Z0-9]+(?:\|([^<>]*))?>/g
const special = /<!([^|<>^]+)(?:\^[^|<>]*)?(?:\|([^<>]*))?>/g
const link = /<((?:https?|ftp|tel|slack):[^|<>]+)(?:\|([^<>]*))?>/g

export function readTyped(text: string): Typed {
  let mentioned: Typed['mentioned']
  const words = text
    .replace(mention, (_, userId: string, name: string | undefined) => {
      mentioned ??= { userId, name: unescapeEntities(name ?? '') }
      return ' '
    })
    .replace(address, (_, mailbox: string) => mailbox)
    .replace(channel, (_, name: string | undefined) => (name ? `#${name}` : ''))
    .replace(special, (_, name: string, shown: string | undefined) => shown ?? `@${name}`)
    .replace(link, (_, url: string, shown: string | undefined) => asTyped(url, shown))
  return {
    words: unescapeEntities(words).replace(/\s+/g, ' ').trim(),
    ...(mentioned === undefined ? {} : { mentioned }),
  }
}

/** Slack makes `http://a.example|a.example` of a bare `a.example`. */
function asTyped(url: string, shown: string | undefined): string {
  return shown !== undefined && url.replace(/\/$/, '').endsWith(`//${shown}`) ? shown : url
}

function unescapeEntities(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
}
