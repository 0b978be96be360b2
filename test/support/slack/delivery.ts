/** How what happens in Slack reaches the app, by a socket or by HTTP; and what the app says to it. */
import type { JsonObject } from '../chat/json.ts'

export interface Parcel {
  type: 'slash_commands' | 'interactive' | 'events_api'
  payload: JsonObject
  /** Events are repeated by Slack, nothing else is: 1 to 3, and why. */
  retry?: { num: number; reason: 'http_timeout' | 'http_error' | 'connection_failed' }
}

export type Acknowledgement =
  /** In time; `body` undefined: nothing in it. */
  | { kind: 'acknowledged'; afterMs: number; body: unknown }
  /** An HTTP status other than 2xx, or a body that Slack does not take. */
  | { kind: 'refused' }
  /** No socket is open, or the connection failed. */
  | { kind: 'unreachable' }
  /** Nothing within the window. */
  | { kind: 'timeout' }

export interface DeliveryOptions {
  /** The acknowledgement window in milliseconds. */
  windowMs: number
  /** How often the very same parcel arrives; 1. */
  copies: number
  /** Called for an acknowledgement after the window. */
  late: () => void
}

export interface Courier {
  /** Settles with the first acknowledgement, or when the window is over. */
  deliver(parcel: Parcel, options: DeliveryOptions): Promise<Acknowledgement>
}
