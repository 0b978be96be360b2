import { connect, type Socket } from 'node:net'

/** An SMTP client by hand: sends lines, reads whole replies. */
export class Dialogue {
  readonly socket: Socket
  #buffer = ''
  #ended = false
  #wake: () => void = () => {}

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.setEncoding('utf8')
    this.socket.on('data', text => {
      this.#buffer += String(text)
      this.#wake()
    })
    this.socket.on('close', () => {
      this.#ended = true
      this.#wake()
    })
    this.socket.on('error', () => {})
  }

  /** The next reply, its continuation lines included, or `closed`. */
  async reply(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(this.#buffer)
      if (whole) {
        this.#buffer = this.#buffer.slice(whole[0].length)
        return whole[0].trimEnd()
      }
      if (this.#ended) return 'closed'
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
  }

  async say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`)
    return this.reply()
  }
}
