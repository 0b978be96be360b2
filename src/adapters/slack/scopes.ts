/** The scopes the app asks for, and why. The manifest, the installation and `doctor` use this list. */
export const scopes = {
  commands: 'slash commands and the shortcut',
  'chat:write': 'cards in channels, direct messages',
  'im:write': 'direct messages, if an answer cannot be shown where the button was pressed',
  'im:history':
    'checks whether a direct message of ours arrived if Slack did not confirm it, so that none comes twice',
  'channels:join': 'cards in public channels that the app is not in yet',
  'channels:history': 'checks whether a card arrived if Slack did not confirm it, so that none comes twice',
  'groups:history': 'the same in private channels that the app is in',
  'files:write': 'pictures and exports',
  'users:read': "the member's language and name; whether they manage the workspace",
  'users:read.email': 'suggests the email address in the form; it proves nothing',
} as const

export const botScopes = Object.keys(scopes)
