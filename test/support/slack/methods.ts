/** The methods of the Web API this stand-in knows (docs.slack.dev/reference/methods): their scopes and arguments. */

export interface MethodRule {
  /** Whose token it takes; `none`: the client's id and secret. */
  token: 'bot' | 'app' | 'none'
  /** One of these is needed; by the kind of conversation where several are there. */
  scopes: string[]
  required: string[]
  optional: string[]
}

const message = [
  'blocks',
  'attachments',
  'text',
  'mrkdwn',
  'parse',
  'link_names',
  'markdown_text',
  'metadata',
]
const asWhom = ['as_user', 'icon_emoji', 'icon_url', 'username', 'thread_ts']

function rule(
  token: MethodRule['token'],
  scopes: string[],
  required: string[],
  optional: string[] = [],
): MethodRule {
  return { token, scopes, required, optional }
}

const list: Record<string, MethodRule> = {
  'auth.test': rule('bot', [], []),
  'auth.revoke': rule('bot', [], [], ['test']),
  'apps.uninstall': rule('bot', [], ['client_id', 'client_secret']),
  'apps.connections.open': rule('app', ['connections:write'], []),
  'oauth.v2.access': rule(
    'none',
    [],
    [],
    ['client_id', 'client_secret', 'code', 'redirect_uri', 'grant_type', 'refresh_token'],
  ),
  'views.open': rule('bot', [], ['view'], ['trigger_id', 'interactivity_pointer']),
  'views.push': rule('bot', [], ['view'], ['trigger_id', 'interactivity_pointer']),
  'views.update': rule('bot', [], ['view'], ['view_id', 'external_id', 'hash']),
  'views.publish': rule('bot', [], ['user_id', 'view'], ['hash']),
  'chat.postMessage': rule(
    'bot',
    ['chat:write'],
    ['channel'],
    [...message, ...asWhom, 'reply_broadcast', 'unfurl_links', 'unfurl_media'],
  ),
  'chat.postEphemeral': rule('bot', ['chat:write'], ['channel', 'user'], [...message, ...asWhom]),
  'chat.update': rule(
    'bot',
    ['chat:write'],
    ['channel', 'ts'],
    [...message, 'as_user', 'file_ids', 'reply_broadcast', 'unfurl_links', 'unfurl_media'],
  ),
  'chat.delete': rule('bot', ['chat:write'], ['channel', 'ts'], ['as_user']),
  'conversations.open': rule('bot', ['im:write'], [], ['channel', 'users', 'return_im', 'prevent_creation']),
  'conversations.info': rule(
    'bot',
    ['channels:read', 'groups:read', 'im:read'],
    ['channel'],
    ['include_locale', 'include_num_members'],
  ),
  'conversations.join': rule('bot', ['channels:join'], ['channel']),
  'conversations.history': rule(
    'bot',
    ['channels:history', 'groups:history', 'im:history'],
    ['channel'],
    ['cursor', 'include_all_metadata', 'inclusive', 'latest', 'limit', 'oldest'],
  ),
  'users.info': rule('bot', ['users:read'], ['user'], ['include_locale']),
  'team.info': rule('bot', ['team:read'], [], ['team', 'domain']),
  'files.getUploadURLExternal': rule(
    'bot',
    ['files:write'],
    ['filename', 'length'],
    ['alt_txt', 'alt_text', 'snippet_type'],
  ),
  'files.completeUploadExternal': rule(
    'bot',
    ['files:write'],
    ['files'],
    ['channel_id', 'channels', 'initial_comment', 'thread_ts', 'blocks'],
  ),
}

export function methodRule(method: string): MethodRule | undefined {
  return Object.hasOwn(list, method) ? list[method] : undefined
}
