import { simpleParser } from 'mailparser'
import { chat as enChat } from '../../../src/core/texts/en/chat.ts'
import { chat as frChat } from '../../../src/core/texts/fr/chat.ts'
import type { TestDatabase } from '../database.ts'
import { confirmPath, type RunningService, type SentMail } from '../service.ts'
import type { Answer, Desk, Filled } from './desk.ts'
import { pressLink } from './press-link.ts'

const address = 'sign@localhost'

/** Somebody at their mailbox: commands are subjects, buttons are links that write a mail or open a page. */
export class MailDesk implements Desk {
  readonly mailbox: string
  readonly #service: RunningService
  readonly #database: TestDatabase
  readonly #labels: Record<string, unknown>
  #newest: SentMail | undefined
  #form = { command: '', values: {} as Record<string, string> }

  constructor(
    { service, database }: { service: RunningService; database: TestDatabase },
    mailbox: string,
    locale: 'en' | 'fr',
  ) {
    this.#service = service
    this.#database = database
    this.mailbox = mailbox
    this.#labels = (locale === 'fr' ? frChat : enChat).petitionForm
  }

  says(command: string, slug = '', rest = ''): Promise<Answer> {
    return this.#write({ subject: [command, slug, rest].filter(word => word !== '').join(' ') })
  }

  async presses(label: string): Promise<Answer> {
    const link = linksIn(this.#before()).find(one => one.label === label)
    if (link === undefined) throw new Error(`no link “${label}” in: ${this.#before().text}`)
    if (!link.url.startsWith('mailto:'))
      return this.#answerTo(async () => void (await pressLink(this.#service.url, link.url)))
    const { pathname, searchParams } = new URL(link.url)
    return this.#write({ to: decodeURIComponent(pathname), subject: searchParams.get('subject') ?? '' })
  }

  agrees(): Promise<Answer> {
    return this.#answerTo(async () => void (await this.#service.reply(this.#before(), this.mailbox, 'Yes')))
  }

  fills(command: string, slug: string | undefined, values: Record<string, string>): Promise<Filled> {
    this.#form = { command: slug === undefined ? command : `${command} ${slug}`, values: {} }
    return this.mends(values)
  }

  async mends(values: Record<string, string>): Promise<Filled> {
    const filled = { ...this.#form.values, ...values }
    this.#form.values = filled
    const lines = Object.entries(filled).map(([field, value]) => `${this.#labels[field]}: ${value}`)
    const answer = await this.#write({
      subject: 'The petition',
      text: [this.#form.command, ...lines].join('\n'),
    })
    const [problem = '', shown] = answer.plain.split(`\n    ${this.#form.command}\n`)
    if (shown === undefined) return { kind: 'answered', answer }
    const kept = Object.keys(values).flatMap(field => {
      const line = shown.split('\n').find(one => one.trim().startsWith(`${this.#labels[field]}`))
      return line === undefined ? [] : [[field, line.replace(/^[^:]*:\s*/, '')] as const]
    })
    return { kind: 'refused', problem, kept: Object.fromEntries(kept) }
  }

  async adds(colleague: Desk, slug: string): Promise<Answer> {
    if (!(colleague instanceof MailDesk)) throw new Error('nobody with a mailbox')
    return this.says('organiser', slug, `add ${colleague.mailbox}`)
  }

  async signs(slug: string, name: string, occupation = ''): Promise<void> {
    const text = [`Name: ${name}`, occupation === '' ? '' : `Occupation: ${occupation}`, 'I sign.'].join('\n')
    await this.#write({ to: `sign+${slug}@localhost`, subject: 'I sign', text })
    await this.#answerTo(
      async () =>
        void (await pressLink(this.#service.url, `${this.#service.url}${confirmPath(this.#before())}`)),
    )
  }

  #before(): SentMail {
    if (this.#newest === undefined) throw new Error('no mail came yet')
    return this.#newest
  }

  #write(mail: { to?: string; subject: string; text?: string }): Promise<Answer> {
    return this.#answerTo(async () => {
      const { code, text } = await this.#service.write({ from: this.mailbox, to: address, ...mail })
      if (code !== 250) throw new Error(`refused: ${code} ${text}`)
    })
  }

  /** The email that it causes. Days pass before, so that the caps on email do not matter. */
  async #answerTo(act: () => Promise<void>): Promise<Answer> {
    await this.#database.pool.query("update delivery set created_at = created_at - interval '25 hours'")
    const before = (await this.#service.mails(this.mailbox)).length
    await act()
    const mail = await this.#service.mail(this.mailbox, before + 1)
    this.#newest = mail
    const parsed = await simpleParser(mail.raw, { skipImageLinks: true })
    const html = typeof parsed.html === 'string' ? parsed.html : ''
    const shown = parsed.attachments.filter(({ cid }) => cid !== undefined && html.includes(`cid:${cid}`))
    const links = linksIn(mail)
    return {
      plain: `${mail.subject}\n${mail.text}`,
      pictures: shown.map(({ cid, content }) => ({ alt: altOf(html, cid ?? ''), png: content })),
      files: parsed.attachments
        .filter(one => !shown.includes(one))
        .map(({ filename, content }) => ({ name: filename ?? '', content })),
      buttons: links.filter(({ label, url }) => label !== url).map(({ label }) => label),
      links: [...new Set(links.map(({ url }) => url))],
      message: mail,
    }
  }
}

function linksIn({ html }: SentMail): { label: string; url: string }[] {
  return [...html.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].map(([, url = '', label = '']) => ({
    url: unescapeHtml(url),
    label: unescapeHtml(label),
  }))
}

function altOf(html: string, cid: string): string {
  const tag = html.split('<img ').find(part => part.startsWith(`src="cid:${cid}"`)) ?? ''
  return unescapeHtml(/alt="([^"]*)"/.exec(tag)?.[1] ?? '')
}

function unescapeHtml(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
