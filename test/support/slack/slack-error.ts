import type { JsonObject } from '../chat/json.ts'

/** `ok: false` with one of the errors a method documents (docs.slack.dev/reference/methods); HTTP 200 all the same. */
export class SlackError extends Error {
  readonly code: string
  readonly more: JsonObject
  constructor(code: string, more: JsonObject = {}) {
    super(code)
    this.code = code
    this.more = more
  }
}
