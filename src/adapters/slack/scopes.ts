/** What the app asks for, and why: the manifest, the installation and `doctor` read it here. */
export const scopes = {
  commands: 'slash commands and the shortcut',
  'chat:write': 'cards in channels, direct messages',
  'im:write': 'a direct message where an answer cannot be shown beside what was pressed',
  'im:history':
    'sees whether a direct message of ours arrived whose answer was lost, so that none comes twice',
  'channels:join': 'a card in a public channel the app was not brought into',
  'channels:history': 'sees whether a card of ours arrived whose answer was lost, so that none comes twice',
  'groups:history': 'the same in private channels the app was brought into',
  'files:write': 'pictures and exports',
  'users:read': "the member's language and name; whether they manage the workspace",
  'users:read.email': 'fills the mailbox in; it proves nothing',
} as const

export const botScopes = Object.keys(scopes)
