/** An app that asks the stand-in of Slack whatever a test wants, and the pieces of its calls. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { textAt } from '../chat/json.ts'
import { type SlackOptions, startSlack } from './stand-in.ts'

/** Ended after each test, the last one first. */
const ends: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** An app that listens by HTTP, and says what a test wants. */
export async function ground(options: SlackOptions = {}) {
  const slack = await startSlack(options)
  ends.push(() => slack.close())
  const [workspace] = slack.workspaces
  if (workspace === undefined) throw new Error('no workspace')
  const room = workspace.channel()
  const ada = slack.member(room, { name: 'ada' })
  const app = { status: 200, body: '', afterMs: 0, got: [] as string[] }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { 'x-slack-retry-num': num, 'x-slack-retry-reason': reason } = request.headers
    app.got.push(num === undefined ? body : `${num} ${reason}`)
    await new Promise(resolve => setTimeout(resolve, app.afterMs))
    response.writeHead(app.status, { 'content-type': 'application/json' }).end(app.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => new Promise(resolve => server.close(resolve)))
  slack.http.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const call = (method: string, args: object, token = workspace.token.value) =>
    ask(`${slack.apiUrl}${method}`, args, token)
  return { slack, workspace, room, ada, app, call }
}

/** As a careless app would ask: the error in the answer, if any. */
export async function ask(url: string, body: object, token = '') {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const answer: unknown = await response.json()
  return { answer, error: textAt(answer, 'error'), status: response.status }
}

export const long = (length: number) => 'x'.repeat(length)
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
export const plain = (text: string) => ({ type: 'plain_text', text })
export const header = (text: string) => ({ type: 'header', text: plain(text) })
export const rich = (...elements: object[]) => ({ type: 'rich_text', elements })
export const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })
export const button = (over: object) => ({ type: 'button', action_id: 'a', text: plain('x'), ...over })
export const actions = (...elements: object[]) => ({ type: 'actions', elements })
export const option = (value: string, text = 'x') => ({ value, text: plain(text) })
export const input = (element: object, over: object = {}) => ({
  type: 'input',
  block_id: 'name',
  label: plain('Name'),
  element: { type: 'plain_text_input', action_id: 'input', ...element },
  ...over,
})
export const menu = (options: object[], over: object = {}) =>
  input({ type: 'static_select', options, ...over })
export const form = (over: object, ...blocks: object[]) => ({
  type: 'modal',
  callback_id: 'sign',
  title: plain('Sign'),
  submit: plain('Send'),
  blocks: blocks.length > 0 ? blocks : [input({})],
  ...over,
})
export const quiet = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false }
export const post = (over: object) => ({ channel: 'C1', text: 'x', ...quiet, ...over })
export const opens = (view: object) => ({ trigger_id: 't', view })
