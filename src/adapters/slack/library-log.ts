import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../core/channel.ts'
import { codeOf } from './failure.ts'

/** Logs what Bolt and its libraries log, but only codes: their messages quote payloads, addresses and Slack's errors. */
export function libraryLog(log: Log): Logger {
  const tell = (level: 'warn' | 'error', said: unknown[]) => {
    const error = said.find(one => one instanceof Error)
    const code = error === undefined ? 'said-something' : codeOf(error)
    // Anybody can cause a warning, by a request with a wrong signature.
    log[level === 'error' ? 'warn' : 'debug']({ code }, "Slack's library had something to say")
  }
  return {
    debug: () => {},
    info: () => {},
    warn: (...said) => tell('warn', said),
    error: (...said) => tell('error', said),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
