import { PermanentFailure } from '../../core/channel.ts'

/** A platform refused a request or did not answer. `code` is fit for a log, for instance `discord-50007`. */
export class ChatFailure<Reason = string | number> extends Error {
  readonly code: string
  /** The platform's own number or word; 0 or empty if it gave none. */
  readonly reason: Reason
  /** Whether the same request would be refused again. */
  readonly permanent: boolean

  constructor(code: string, reason: Reason, permanent: boolean) {
    super(code)
    this.code = code
    this.reason = reason
    this.permanent = permanent
  }
}

/** Makes a request about a room. `gone`: the reasons that mean that the room or the card is gone, or closed to us. */
export async function inRoom<T>(gone: (string | number)[], request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (error instanceof ChatFailure && error.permanent)
      throw new PermanentFailure(error.code, { placeIsDead: gone.includes(error.reason) })
    throw error
  }
}
