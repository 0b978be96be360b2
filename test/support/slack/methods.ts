/** The methods of the Web API that the app uses (docs.slack.dev/reference/methods): their scopes and arguments. */

export interface MethodRule {
  /** Whose token it takes; `none`: the client's id and secret. */
  token: 'bot' | 'app' | 'none'
  /** One of these is needed; by the kind of conversation if there are several. */
  scopes: string[]
  required: string[]
  optional: string[]
}

/** In the order of the fields of `MethodRule`; words apart. */
function rule(token: MethodRule['token'], scopes: string, required: string, optional = ''): MethodRule {
  const list = (words: string) => words.split(' ').filter(word => word !== '')
  return { token, scopes: list(scopes), required: list(required), optional: list(optional) }
}

const message = 'text blocks metadata parse link_names unfurl_links unfurl_media'
const conversations = 'channels:history groups:history im:history'
const access = 'client_id client_secret code redirect_uri grant_type refresh_token'

const rules: Record<string, MethodRule> = {
  'auth.test': rule('bot', '', ''),
  'apps.connections.open': rule('app', 'connections:write', ''),
  'oauth.v2.access': rule('none', '', '', access),
  'views.open': rule('bot', '', 'view trigger_id'),
  'views.update': rule('bot', '', 'view view_id'),
  'views.publish': rule('bot', '', 'view user_id'),
  'chat.postMessage': rule('bot', 'chat:write', 'channel', message),
  'chat.update': rule('bot', 'chat:write', 'channel ts', message),
  'conversations.open': rule('bot', 'im:write', 'users'),
  'conversations.join': rule('bot', 'channels:join', 'channel'),
  'conversations.history': rule('bot', conversations, 'channel', 'include_all_metadata limit oldest'),
  'users.info': rule('bot', 'users:read', 'user', 'include_locale'),
  'files.getUploadURLExternal': rule('bot', 'files:write', 'filename length', 'alt_txt'),
  'files.completeUploadExternal': rule('bot', 'files:write', 'files', 'channel_id initial_comment'),
}

export function methodRule(method: string): MethodRule | undefined {
  return Object.hasOwn(rules, method) ? rules[method] : undefined
}
