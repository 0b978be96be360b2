/** Bodies of requests to Discord, right but for what a test changes. */

export const room = '/channels/ROOM/messages'
export const callback = '/interactions/ID/TOKEN/callback'
export const hook = '/webhooks/APP/TOKEN'
export const list = '/applications/APP/commands'
export const v2 = 32768

export const long = (length: number) => 'x'.repeat(length)
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
export const text = (content: string) => ({ type: 10, content })
export const button = (over: object) => ({ type: 2, style: 1, label: 'x', custom_id: 'a', ...over })
export const link = (url: string, over = {}) => ({ type: 2, style: 5, label: 'x', url, ...over })
export const row = (...components: object[]) => ({ type: 1, components })
export const gallery = (...items: object[]) => ({ type: 12, items })
export const picture = (over: object) => ({ media: { url: 'attachment://a.png' }, description: 'x', ...over })
export const said = (components: object[], over: object = {}) => ({
  flags: v2,
  components,
  allowed_mentions: { parse: [] },
  ...over,
})
export const posted = (components: object[], over: object = {}) =>
  said(components, { nonce: '1', enforce_nonce: true, ...over })
export const input = (over: object) => ({ type: 4, style: 1, custom_id: 'a', ...over })
export const label = (component: object, over: object = {}) => ({ type: 18, label: 'x', component, ...over })
export const menu = (options: object[], over: object = {}) =>
  label({ type: 3, custom_id: 'a', options, ...over })
export const choice = (over: object) => ({ label: 'x', value: 'x', ...over })
export const modal = (components: object[], over: object = {}) => ({
  type: 9,
  data: { custom_id: 'm', title: 't', components, ...over },
})
export const choices = (...offered: object[]) => ({ type: 8, data: { choices: offered } })
export const command = (over: object) => [{ name: 'sign', description: 'x', ...over }]
export const option = (over: object) => ({ type: 3, name: 'a', description: 'x', ...over })
export const subcommand = { type: 1, name: 's', description: 'x' }
